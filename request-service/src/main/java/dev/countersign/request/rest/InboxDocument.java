package dev.countersign.request.rest;

import dev.countersign.request.read.InboxItem;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What waits for the caller, oldest first. {@code next} is the cursor of the following page. */
public record InboxDocument(List<Item> items, @Nullable String next) {

  /** One open step of one request. */
  @Schema(name = "InboxItem")
  public record Item(
      UUID requestId,
      String operation,
      String subjectId,
      @Nullable String amount,
      @Nullable String currency,
      String maker,
      @Nullable String makerReason,
      Step step,
      OffsetDateTime createdAt,
      OffsetDateTime expiresAt) {}

  /** The step, the role it asks the caller for, and its tally so far. */
  @Schema(name = "InboxStep")
  public record Step(
      int no,
      String name,
      String role,
      int approved,
      int needed,
      OffsetDateTime startedAt,
      @Nullable OffsetDateTime dueAt) {}

  static Item item(InboxItem item) {
    var amount = item.amount();
    return new Item(
        item.requestId(),
        item.operation(),
        item.subjectId(),
        amount == null ? null : amount.toPlainString(),
        item.currency(),
        item.maker(),
        item.makerReason(),
        step(item.step()),
        item.createdAt(),
        item.expiresAt());
  }

  private static Step step(InboxItem.InboxStep step) {
    return new Step(
        step.no(),
        step.name(),
        step.role(),
        step.approved(),
        step.needed(),
        step.startedAt(),
        step.dueAt());
  }
}
