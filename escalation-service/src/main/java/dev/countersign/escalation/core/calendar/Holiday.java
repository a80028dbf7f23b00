package dev.countersign.escalation.core.calendar;

import java.time.LocalDate;
import java.util.List;

/** A day that is not like its weekday: closed, or open in these hours only. */
public record Holiday(LocalDate date, String name, List<Opening> hours) {

  public Holiday {
    hours = List.copyOf(hours);
  }
}
