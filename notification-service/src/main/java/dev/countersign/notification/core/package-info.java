/** The rules of notification-service: pure Java, no clock, no I/O, no framework. */
@NullMarked
package dev.countersign.notification.core;

import org.jspecify.annotations.NullMarked;
