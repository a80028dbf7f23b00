/**
 * Real PostgreSQL, Kafka and Connect as child processes on loopback, for tests and for the local
 * stack. No class of the servers stands in this interface: they run on class paths of their own.
 */
@NullMarked
package dev.countersign.embedded;

import org.jspecify.annotations.NullMarked;
