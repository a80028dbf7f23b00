package dev.countersign.escalation.core.calendar;

import java.time.Instant;
import java.util.Optional;

/**
 * A budget that runs in the time of a calendar, as budget and consumption, so that another version
 * of the calendar moves its end and takes back nothing that has passed.
 *
 * @param calendar the name among the partner's calendars
 * @param since from when on the rest of it counts
 */
public record RunningBudget(
    String calendar, BusinessSpan budget, BusinessSpan consumed, Instant since) {

  public static RunningBudget of(String calendar, BusinessSpan budget, Instant start) {
    return new RunningBudget(calendar, budget, new BusinessSpan(budget.unit(), 0), start);
  }

  public Instant dueAt(BusinessCalendar calendar) {
    return new BusinessTime(calendar).dueAt(since, budget.less(consumed));
  }

  /**
   * What has passed by an instant in the version so far; where there was none, nothing has. Days
   * that were closed then and that the next version opens are no part of what has passed: where
   * there are any, the rest counts from that instant on.
   */
  public RunningBudget countedUntil(
      Instant now, Optional<BusinessCalendar> soFar, BusinessCalendar next) {
    return soFar.map(it -> counted(new BusinessTime(it), now).from(now, next)).orElse(this);
  }

  private RunningBudget counted(BusinessTime time, Instant now) {
    var used = time.used(since, now, budget.less(consumed));
    return new RunningBudget(calendar, budget, consumed.plus(used.span()), used.since());
  }

  private RunningBudget from(Instant now, BusinessCalendar next) {
    var passed = new BusinessTime(next).used(since, now, budget.less(consumed)).span().amount();
    return passed == 0 && dueAt(next).isAfter(now)
        ? this
        : new RunningBudget(calendar, budget, consumed, now);
  }
}
