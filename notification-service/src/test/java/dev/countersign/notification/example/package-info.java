/** A channel as somebody else would write it; docs/channels.md shows it. */
@NullMarked
package dev.countersign.notification.example;

import org.jspecify.annotations.NullMarked;
