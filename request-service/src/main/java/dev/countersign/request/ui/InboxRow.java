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
    String tally,
    String role,
    Moment asked,
    Moment due,
    Urgency urgency) {

  static InboxRow of(InboxItem item, Instant now) {
    var step = item.step();
    var due = item.due().toInstant();
    return new InboxRow(
        item.requestId().toString(),
        Words.of(item.operation()),
        item.subjectId(),
        Money.ofNullable(item.amount(), item.currency()),
        Who.of(item.maker(), item.makerName()),
        item.makerReason() == null ? "" : item.makerReason(),
        step.name(),
        "%d of %d".formatted(step.approved(), step.needed()),
        step.role(),
        Moment.of(step.startedAt().toInstant(), now),
        Moment.of(due, now),
        Urgency.at(due, now));
  }
}
