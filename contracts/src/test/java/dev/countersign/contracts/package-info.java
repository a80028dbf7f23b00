/** Holds the contracts against themselves: examples, schemas and the list of topics agree. */
@NullMarked
package dev.countersign.contracts;

import org.jspecify.annotations.NullMarked;
