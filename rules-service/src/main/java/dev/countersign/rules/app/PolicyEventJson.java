package dev.countersign.rules.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.rules.json.PolicyWriter;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code approval.policy_…}: what happened to a version, who did it and why. */
public record PolicyEventJson(
    String type,
    String partnerId,
    UUID policyId,
    String operation,
    int version,
    String state,
    String by,
    List<String> authors,
    @Nullable String reason,
    @Nullable OffsetDateTime validFrom,
    @Nullable OffsetDateTime validUntil,
    @Nullable LocalDate reviewBy,
    int change,
    JsonNode terms) {

  public PolicyEventJson {
    authors = List.copyOf(authors);
  }

  public static PolicyEventJson of(Actor actor, PolicyVersion it, String type) {
    return of(actor, it, type, it.retireReason().or(it::reason));
  }

  /** With another reason than why there is the version. */
  public static PolicyEventJson of(
      Actor actor, PolicyVersion it, String type, Optional<String> reason) {
    return new PolicyEventJson(
        type,
        actor.partner().value(),
        it.policy().value(),
        it.operation().value(),
        it.version(),
        it.state().name(),
        actor.person().value(),
        it.authors().stream().map(author -> author.value()).sorted().toList(),
        reason.orElse(null),
        it.validFrom().orElse(null),
        it.validUntil().orElse(null),
        it.upkeep().map(PolicyVersion.Upkeep::reviewBy).orElse(null),
        it.row(),
        PolicyWriter.write(it.terms()));
  }
}
