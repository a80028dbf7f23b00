package dev.countersign.escalation.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.countersign.escalation.core.calendar.BusinessCalendar;
import dev.countersign.escalation.core.calendar.Holiday;
import dev.countersign.escalation.core.calendar.Opening;
import java.time.DayOfWeek;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** When a partner is open. */
@Schema(
    name = "Calendar",
    requiredProperties = {"zone", "hours"})
@JsonPropertyOrder({"zone", "hours", "holidays"})
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CalendarDocument(
    @Schema(description = "An IANA zone; its clock goes forward and back with it")
        @Nullable String zone,
    @Schema(description = "Open hours of each day of the week; a day left out is closed")
        @Nullable Map<DayOfWeek, List<HoursDocument>> hours,
    @Schema(description = "Days that are unlike their weekday")
        @Nullable List<HolidayDocument> holidays) {

  /** Hours of a day. */
  @Schema(
      name = "OpenHours",
      requiredProperties = {"from", "until"})
  @JsonPropertyOrder({"from", "until"})
  public record HoursDocument(
      @Schema(description = "Hours and minutes, as in 09:00") @Nullable String from,
      @Schema(description = "Does not belong to it; 24:00 is the end of the day")
          @Nullable String until) {}

  /** A day that is closed, or open in its own hours only. */
  @Schema(name = "Holiday", requiredProperties = "date")
  @JsonPropertyOrder({"date", "name", "hours"})
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record HolidayDocument(
      @Schema(format = "date") @Nullable String date,
      @Nullable String name,
      @Schema(description = "Closed all day when absent") @Nullable List<HoursDocument> hours) {}

  public static CalendarDocument of(BusinessCalendar calendar) {
    var week = new LinkedHashMap<DayOfWeek, List<HoursDocument>>();
    for (var day : DayOfWeek.values()) {
      var hours = calendar.week().getOrDefault(day, List.of());
      if (!hours.isEmpty()) {
        week.put(day, hours(hours));
      }
    }
    var holidays =
        calendar.holidays().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(Map.Entry::getValue)
            .map(CalendarDocument::holiday)
            .toList();
    return new CalendarDocument(calendar.zone().getId(), week, holidays);
  }

  private static HolidayDocument holiday(Holiday holiday) {
    return new HolidayDocument(
        holiday.date().toString(),
        holiday.name().isEmpty() ? null : holiday.name(),
        holiday.hours().isEmpty() ? null : hours(holiday.hours()));
  }

  private static List<HoursDocument> hours(List<Opening> hours) {
    return hours.stream()
        .map(it -> new HoursDocument(clock(it.from()), clock(it.until())))
        .toList();
  }

  private static String clock(int minute) {
    return "%02d:%02d".formatted(minute / 60, minute % 60);
  }
}
