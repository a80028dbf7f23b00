package dev.countersign.rules.core.policy;

import java.math.BigDecimal;

/** An amount of one currency, the limit itself included. Nothing is converted. */
public record Limit(String currency, BigDecimal amount) {}
