/** Events in and commands out, on a real broker. */
@NullMarked
package dev.countersign.escalation.kafka;

import org.jspecify.annotations.NullMarked;
