package dev.countersign.request.rest;

import dev.countersign.platform.web.ProblemException;
import dev.countersign.request.app.number.IssuedNumber;
import dev.countersign.request.app.number.StoredSequence;
import dev.countersign.request.core.number.SequenceRules;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sequences and numbers as the API reads and writes them. */
final class SequenceDocuments {
  private SequenceDocuments() {}

  /** A sequence to create or change. {@code currentValue} is the last number used elsewhere. */
  public record SequenceBody(
      @Nullable String documentType,
      @Nullable String branchCode,
      @Nullable String prefix,
      @Nullable Integer padding,
      @Nullable String resetStrategy,
      @Nullable Long currentValue) {

    SequenceRules.Draft draft() {
      return new SequenceRules.Draft(
          Objects.requireNonNullElse(documentType, ""),
          Objects.requireNonNullElse(branchCode, ""),
          Objects.requireNonNullElse(prefix, ""),
          Optional.ofNullable(padding).orElse(1),
          Objects.requireNonNullElse(resetStrategy, "NEVER"));
    }

    long start() {
      var start = Optional.ofNullable(currentValue).orElse(0L);
      if (start < 0) {
        throw new ProblemException(422, "counter_invalid", "A counter is not negative.");
      }
      return start;
    }
  }

  /** A sequence as it stands. */
  public record SequenceDocument(
      UUID id,
      String documentType,
      String branchCode,
      String prefix,
      int padding,
      String resetStrategy,
      long currentValue,
      int version) {

    static SequenceDocument of(StoredSequence stored) {
      var sequence = stored.sequence();
      return new SequenceDocument(
          stored.id(),
          sequence.type().code(),
          sequence.branch().code(),
          sequence.prefix(),
          sequence.format().padding(),
          sequence.reset().name(),
          stored.current(),
          stored.version());
    }
  }

  /** A number, and why no document bears it if that is so. */
  public record NumberDocument(
      String number,
      UUID sequenceId,
      String period,
      long value,
      String key,
      String issuedBy,
      Instant issuedAt,
      @Nullable VoidedDocument voided) {

    static NumberDocument of(IssuedNumber number) {
      return new NumberDocument(
          number.number(),
          number.sequence(),
          number.period(),
          number.value(),
          number.key(),
          number.issuedBy(),
          number.issuedAt(),
          number.voided().map(VoidedDocument::of).orElse(null));
    }
  }

  /** That a number is void. */
  public record VoidedDocument(String reason, String by, Instant at) {
    static VoidedDocument of(IssuedNumber.Voided voided) {
      return new VoidedDocument(voided.reason(), voided.by(), voided.at());
    }
  }

  /** What a number is wanted for. The same key gives the same number. */
  public record ReserveBody(@Nullable String key) {}

  /** Which number no document bears, and why. */
  public record VoidBody(@Nullable String number, @Nullable String reason) {}

  /** To what a counter is to be set, why, and the approved request that allows it. */
  public record ResetBody(
      @Nullable Long to, @Nullable String reason, @Nullable String approvalRequestId) {}
}
