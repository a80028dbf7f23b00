package dev.countersign.rules.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a policy shall say, in one of three forms: {@code over} and {@code role}; {@code bands}; or
 * {@code always}. Fields that cannot be obeyed are refused, never ignored.
 */
@Schema(description = "A policy: either over + role, or bands, or always (the steps asked always).")
public record PolicyRequest(
    @Schema(description = "Operation code or one of its aliases.", examples = "refund")
        @Nullable String operation,
    @Schema(description = "ISO 4217; the partner's own if absent.", examples = "BDT")
        @Nullable String currency,
    @Schema(description = "From this amount on, inclusive.", examples = "5000")
        @Nullable String over,
    @Schema(examples = "Owner") @Nullable String role,
    @Nullable List<BandRequest> bands,
    @Nullable List<StepRequest> always,
    @Schema(description = "ISO 8601; P7D if absent.", examples = "P7D") @Nullable String ttl,
    @Schema(description = "Time of each step, unless the step has its own.", examples = "PT48H")
        @Nullable String timeout,
    @Schema(description = "Role asked too when the time is over.") @Nullable String escalateTo,
    @Schema(hidden = true) @Nullable JsonNode hold) {

  /** From an amount on, inclusive, up to the next band of its currency. */
  public record BandRequest(
      @Nullable String from, @Nullable String currency, @Nullable List<StepRequest> steps) {}

  /** One step. {@code quorum} is ANY, ALL, a number, or {"kind":"COUNT","n":2}; 1 if absent. */
  public record StepRequest(
      @Nullable String role,
      @Nullable String name,
      @Schema(implementation = Object.class) @Nullable JsonNode quorum,
      @Nullable String timeout,
      @Nullable String escalateTo) {}
}
