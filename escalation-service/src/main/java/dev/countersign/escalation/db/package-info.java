/** Timers in PostgreSQL, whose clock is the only one that counts. */
@NullMarked
package dev.countersign.escalation.db;

import org.jspecify.annotations.NullMarked;
