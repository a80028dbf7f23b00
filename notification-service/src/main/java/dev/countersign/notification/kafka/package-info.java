/** Reads the topics: decode, hand over, acknowledge. */
@NullMarked
package dev.countersign.notification.kafka;

import org.jspecify.annotations.NullMarked;
