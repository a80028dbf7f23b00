package dev.countersign.rules.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.rules.app.LiveRules;
import dev.countersign.rules.app.PolicyVersion;
import dev.countersign.rules.app.PolicyVersion.Confirmation;
import dev.countersign.rules.app.PolicyVersion.State;
import dev.countersign.rules.app.PolicyVersion.Upkeep;
import dev.countersign.rules.core.PersonId;
import dev.countersign.rules.core.partner.PartnerId;
import dev.countersign.rules.json.PolicyWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A policy version as it is shown. {@code live} says that this instance knows it and judges by it,
 * or will from its day on.
 */
@Schema(name = "PolicyVersion")
public record PolicyView(
    UUID id,
    String operation,
    int version,
    PolicyVersion.State state,
    boolean live,
    @Schema(ref = "PolicyDocument") JsonNode terms,
    List<String> authors,
    OffsetDateTime createdAt,
    @Nullable String reason,
    @Nullable String submittedBy,
    @Nullable String activatedBy,
    @Nullable OffsetDateTime activatedAt,
    @Nullable OffsetDateTime validFrom,
    @Nullable OffsetDateTime validUntil,
    @Nullable String retiredBy,
    @Nullable String retireReason,
    @Nullable OffsetDateTime shadowFrom,
    @Schema(description = "The last day to look whether it still fits, in the partner's zone.")
        @Nullable LocalDate reviewBy,
    @Nullable Reviewed reviewed,
    @Schema(description = "What the analysis says; when the version was just written.")
        @Nullable PolicyLint lint) {

  /** Who has looked last whether it still fits, and why it does (F-201). */
  @Schema(name = "PolicyReviewed")
  public record Reviewed(String by, OffsetDateTime at, String reason) {
    static Reviewed of(Confirmation it) {
      return new Reviewed(it.by(), it.at(), it.reason());
    }
  }

  /** The view with what the analysis says. */
  PolicyView with(PolicyLint said) {
    return new PolicyView(
        id,
        operation,
        version,
        state,
        live,
        terms,
        authors,
        createdAt,
        reason,
        submittedBy,
        activatedBy,
        activatedAt,
        validFrom,
        validUntil,
        retiredBy,
        retireReason,
        shadowFrom,
        reviewBy,
        reviewed,
        said);
  }

  static PolicyView of(PolicyVersion it, PartnerId partner, LiveRules rules) {
    return new PolicyView(
        it.policy().value(),
        it.operation().value(),
        it.version(),
        it.state(),
        isLive(it, partner, rules),
        PolicyWriter.write(it.terms()),
        it.authors().stream().map(PersonId::value).sorted().toList(),
        it.createdAt(),
        it.reason().orElse(null),
        it.submittedBy().orElse(null),
        it.activatedBy().orElse(null),
        it.activatedAt().orElse(null),
        it.validFrom().orElse(null),
        it.validUntil().orElse(null),
        it.retiredBy().orElse(null),
        it.retireReason().orElse(null),
        it.shadowFrom().orElse(null),
        it.upkeep().map(Upkeep::reviewBy).orElse(null),
        it.upkeep().flatMap(Upkeep::last).map(Reviewed::of).orElse(null),
        null);
  }

  private static boolean isLive(PolicyVersion it, PartnerId partner, LiveRules rules) {
    if (it.state() == State.SHADOW) {
      return rules.shadow(partner.value(), it.operation()).stream()
          .anyMatch(shadow -> shadow.policy().key().version() == it.version());
    }
    // A version that was replaced by a later one judges until that one's day.
    return rules.versions(partner.value(), it.operation()).stream()
        .filter(live -> it.state() == State.ACTIVE || live.isInForce(Instant.now()))
        .map(live -> live.policy().key())
        .anyMatch(key -> key.id().equals(it.policy()) && key.version() == it.version());
  }
}
