package dev.countersign.escalation.app;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** The way to those who have to know which calendars there are. */
public interface CalendarTopic {

  /** Completes when every replica has every version; fails if one of them was not taken. */
  Uni<Void> send(List<StoredCalendar> calendars);
}
