/** What the rows of timers guarantee, on a real PostgreSQL. */
@NullMarked
package dev.countersign.escalation.db;

import org.jspecify.annotations.NullMarked;
