/** Business calendars: when a partner is open, and how its time is counted. */
@NullMarked
package dev.countersign.escalation.core.calendar;

import org.jspecify.annotations.NullMarked;
