package dev.countersign.rules.rest;

import dev.countersign.rules.app.LiveRules;
import dev.countersign.rules.app.PolicyVersion;
import dev.countersign.rules.core.PersonId;
import dev.countersign.rules.core.partner.PartnerId;
import dev.countersign.rules.json.TermsJson;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A policy version as it is shown. {@code live} says that this instance judges by it. */
@Schema(name = "PolicyVersion")
public record PolicyView(
    UUID id,
    String operation,
    int version,
    PolicyVersion.State state,
    boolean live,
    TermsJson terms,
    List<String> authors,
    OffsetDateTime createdAt,
    @Nullable String submittedBy,
    @Nullable String activatedBy,
    @Nullable OffsetDateTime activatedAt) {

  static PolicyView of(PolicyVersion it, PartnerId partner, LiveRules rules) {
    return new PolicyView(
        it.policy().value(),
        it.operation().value(),
        it.version(),
        it.state(),
        isLive(it, partner, rules),
        TermsJson.of(it.terms()),
        it.authors().stream().map(PersonId::value).sorted().toList(),
        it.createdAt(),
        it.submittedBy().orElse(null),
        it.activatedBy().orElse(null),
        it.activatedAt().orElse(null));
  }

  private static boolean isLive(PolicyVersion it, PartnerId partner, LiveRules rules) {
    return rules
        .policy(partner.value(), it.operation())
        .filter(policy -> policy.key().id().equals(it.policy()))
        .filter(policy -> policy.key().version() == it.version())
        .isPresent();
  }
}
