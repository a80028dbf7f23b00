package dev.countersign.request.read;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A request in a list. Operation, subject and maker are absent if the event could not be read. */
public record RequestSummary(
    UUID id,
    String status,
    @Nullable String operation,
    @Nullable String subjectId,
    @Nullable Integer revision,
    @Nullable BigDecimal amount,
    @Nullable String currency,
    @Nullable String maker,
    @Nullable String reasonCode,
    OffsetDateTime createdAt,
    OffsetDateTime expiresAt,
    @Nullable OffsetDateTime closedAt) {}
