/** How messages come in and go out: envelope, dead letters, topics. Knows no domain word. */
@NullMarked
package dev.countersign.platform.messaging;

import org.jspecify.annotations.NullMarked;
