package dev.countersign.request.ui;

import dev.countersign.request.read.InboxItem;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One waiting request as the inbox words it. */
public record InboxRow(
    String id,
    String operation,
    String subject,
    @Nullable Money amount,
    Who maker,
    String reason,
    String step,
    int approved,
    int needed,
    String role,
    Moment asked,
    Moment due,
    Urgency urgency) {

  static InboxRow of(InboxItem item, Instant now, Tongue tongue) {
    var step = item.step();
    var due = item.due().toInstant();
    return new InboxRow(
        item.requestId().toString(),
        Words.of(item.operation()),
        item.subjectId(),
        Money.ofNullable(item.amount(), item.currency(), tongue.language()),
        Who.of(item.maker(), item.makerName()),
        item.makerReason() == null ? "" : item.makerReason(),
        step.name(),
        step.approved(),
        step.needed(),
        step.role(),
        Moment.of(step.startedAt().toInstant(), now, tongue),
        Moment.of(due, now, tongue),
        Urgency.at(due, now));
  }
}
