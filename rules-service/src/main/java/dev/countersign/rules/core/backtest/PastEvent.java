package dev.countersign.rules.core.backtest;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * An event of the past, as a report names it.
 *
 * @param at when it came in
 * @param material the canonical material fields, the text that the payload digest covers
 */
public record PastEvent(
    String source,
    String id,
    String type,
    String subjectId,
    Instant at,
    Optional<BigDecimal> amount,
    Optional<String> currency,
    Optional<String> material) {}
