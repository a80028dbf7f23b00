package dev.countersign.escalation.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.countersign.escalation.app.StoredCalendar;
import dev.countersign.escalation.json.CalendarDocument;
import dev.countersign.escalation.json.CalendarDocument.HolidayDocument;
import dev.countersign.escalation.json.CalendarDocument.HoursDocument;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A version of a calendar, and who saved it. */
@Schema(
    name = "CalendarVersion",
    requiredProperties = {"name", "version", "zone", "hours", "holidays", "savedBy", "savedAt"})
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CalendarView(
    String name,
    int version,
    @Nullable String zone,
    @Nullable Map<DayOfWeek, List<HoursDocument>> hours,
    @Nullable List<HolidayDocument> holidays,
    String savedBy,
    Instant savedAt) {

  /** Calendars of a partner by name, or the versions of one of them, the newest first. */
  @Schema(name = "CalendarList", requiredProperties = "items")
  public record CalendarList(List<CalendarView> items) {

    static CalendarList of(List<StoredCalendar> calendars) {
      return new CalendarList(calendars.stream().map(CalendarView::of).toList());
    }
  }

  static CalendarView of(StoredCalendar stored) {
    var version = stored.version();
    var document = CalendarDocument.of(version.calendar());
    return new CalendarView(
        version.name().name(),
        version.version(),
        document.zone(),
        document.hours(),
        document.holidays(),
        stored.savedBy(),
        stored.savedAt());
  }
}
