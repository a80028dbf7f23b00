/** How time is counted in a calendar. */
@NullMarked
package dev.countersign.escalation.core.calendar;

import org.jspecify.annotations.NullMarked;
