/** The rules without anything around them. */
@NullMarked
package dev.countersign.notification.core;

import org.jspecify.annotations.NullMarked;
