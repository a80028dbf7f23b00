/**
 * The production core in a deterministic world that fails: one seed is one story, and the same seed
 * is the same story again.
 */
@org.jspecify.annotations.NullMarked
package dev.countersign.request.simulation;
