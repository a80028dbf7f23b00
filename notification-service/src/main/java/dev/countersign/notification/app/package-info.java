/** One class per use case, and what they need from outside as interfaces. */
@NullMarked
package dev.countersign.notification.app;

import org.jspecify.annotations.NullMarked;
