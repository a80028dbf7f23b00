/** A realistic day of events, played through the public doors of the running stack. */
@NullMarked
package dev.countersign.local.demo;

import org.jspecify.annotations.NullMarked;
