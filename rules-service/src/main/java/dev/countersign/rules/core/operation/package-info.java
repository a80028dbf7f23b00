/** The operation registry: what is gated, which events speak of it and where its facts stand. */
@NullMarked
package dev.countersign.rules.core.operation;

import org.jspecify.annotations.NullMarked;
