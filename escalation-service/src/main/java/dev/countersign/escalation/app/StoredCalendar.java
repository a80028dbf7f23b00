package dev.countersign.escalation.app;

import dev.countersign.escalation.core.calendar.CalendarVersion;
import java.time.Instant;

/** A version of a calendar, and who saved it when. */
public record StoredCalendar(CalendarVersion version, String savedBy, Instant savedAt) {}
