/** What the directory's people may do, and which delegations it accepts. */
@org.jspecify.annotations.NullMarked
package dev.countersign.request.core.people;
