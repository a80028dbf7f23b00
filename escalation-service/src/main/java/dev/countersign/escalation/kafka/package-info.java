/** Ledger events in, commands out. */
@NullMarked
package dev.countersign.escalation.kafka;

import org.jspecify.annotations.NullMarked;
