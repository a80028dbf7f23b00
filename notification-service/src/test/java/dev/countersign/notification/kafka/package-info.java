/** Records as the contracts show them, and as nobody agreed on. */
@NullMarked
package dev.countersign.notification.kafka;

import org.jspecify.annotations.NullMarked;
