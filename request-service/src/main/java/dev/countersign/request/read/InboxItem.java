package dev.countersign.request.read;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One open step that waits for the person who asked. */
public record InboxItem(
    UUID requestId,
    String operation,
    String subjectId,
    @Nullable BigDecimal amount,
    @Nullable String currency,
    String maker,
    @Nullable String makerName,
    @Nullable String makerReason,
    InboxStep step,
    OffsetDateTime createdAt,
    OffsetDateTime expiresAt) {

  /** The step as far as the inbox tells it: which one, for whose role, how far its quorum is. */
  public record InboxStep(
      int no,
      String name,
      String role,
      int approved,
      int needed,
      OffsetDateTime startedAt,
      @Nullable OffsetDateTime dueAt) {}

  /** The first moment at which time takes this out of the person's hands. */
  public OffsetDateTime due() {
    var due = step.dueAt();
    return due == null || expiresAt.isBefore(due) ? expiresAt : due;
  }
}
