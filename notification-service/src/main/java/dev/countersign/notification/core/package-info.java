/** The rules of notification-service: who is told of what, and what a failed attempt leads to. */
@NullMarked
package dev.countersign.notification.core;

import org.jspecify.annotations.NullMarked;
