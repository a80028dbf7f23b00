/** The faults of a network, a database and a connector, and what must be true after each. */
@NullMarked
package dev.countersign.request.fault;

import org.jspecify.annotations.NullMarked;
