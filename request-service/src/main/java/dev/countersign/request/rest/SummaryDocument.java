package dev.countersign.request.rest;

import dev.countersign.request.read.RequestSummary;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A request in a list. Amounts are decimal strings, so that no reader turns them into doubles. */
public record SummaryDocument(
    UUID id,
    String status,
    @Nullable String operation,
    @Nullable String subjectId,
    @Nullable Integer revision,
    @Nullable String amount,
    @Nullable String currency,
    @Nullable String maker,
    @Nullable String reasonCode,
    OffsetDateTime createdAt,
    OffsetDateTime expiresAt,
    @Nullable OffsetDateTime closedAt) {

  static SummaryDocument of(RequestSummary summary) {
    var amount = summary.amount();
    return new SummaryDocument(
        summary.id(),
        summary.status(),
        summary.operation(),
        summary.subjectId(),
        summary.revision(),
        amount == null ? null : amount.toPlainString(),
        summary.currency(),
        summary.maker(),
        summary.reasonCode(),
        summary.createdAt(),
        summary.expiresAt(),
        summary.closedAt());
  }
}
