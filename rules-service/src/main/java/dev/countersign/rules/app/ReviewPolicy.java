package dev.countersign.rules.app;

import static dev.countersign.rules.app.Refusal.DRAIN_REQUIRED;
import static dev.countersign.rules.app.Refusal.FALLBACK_REQUIRED;
import static dev.countersign.rules.app.Refusal.FOUR_EYES_REQUIRED;
import static dev.countersign.rules.app.Refusal.NOT_ACTIVE;
import static dev.countersign.rules.app.Refusal.NOT_A_DRAFT;
import static dev.countersign.rules.app.Refusal.NOT_FOUND;
import static dev.countersign.rules.app.Refusal.NOT_IN_REVIEW;
import static dev.countersign.rules.app.Refusal.OPERATION_UNKNOWN;
import static dev.countersign.rules.app.Refusal.PARTNER_UNKNOWN;
import static dev.countersign.rules.app.Refusal.POLICY_HAS_ERRORS;
import static dev.countersign.rules.app.Refusal.POOL_INSUFFICIENT;
import static dev.countersign.rules.app.Refusal.REASON_REQUIRED;
import static dev.countersign.rules.app.Refusal.REVIEW_DATE_INVALID;
import static dev.countersign.rules.app.Refusal.VALID_FROM_INVALID;
import static dev.countersign.rules.app.Ruling.refuse;

import dev.countersign.rules.app.PolicyVersion.State;
import dev.countersign.rules.app.PolicyVersion.Upkeep;
import dev.countersign.rules.core.analysis.LintFinding.Severity;
import dev.countersign.rules.core.analysis.PolicyAnalysis;
import dev.countersign.rules.core.analysis.Proof.Coverage;
import dev.countersign.rules.core.partner.Partner;
import dev.countersign.rules.core.partner.Preset;
import dev.countersign.rules.core.policy.Doubt.NoApplicableStep;
import dev.countersign.rules.core.policy.FourEyes;
import dev.countersign.rules.core.policy.PolicyId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;

/** Takes a draft through review into force. */
@ApplicationScoped
public class ReviewPolicy {

  private final Policies policies;
  private final Partners partners;
  private final LiveRules rules;
  private final Directories directories;

  ReviewPolicy(Policies policies, Partners partners, LiveRules rules, Directories directories) {
    this.policies = policies;
    this.partners = partners;
    this.rules = rules;
    this.directories = directories;
  }

  /** Which version of which policy. */
  public record Target(PolicyId policy, int version) {}

  /** Closes a draft, or ends a shadow: from here on it cannot be edited. */
  public Uni<Ruling<PolicyVersion>> submit(SqlConnection tx, Actor actor, Target target) {
    return withVersion(
        tx,
        actor,
        target,
        version ->
            version.state() == State.DRAFT || version.state() == State.SHADOW
                ? policies.submit(tx, actor, version).map(Ruling::accept)
                : refused(NOT_A_DRAFT));
  }

  /** Forgets a draft; what was ever more than that is retired instead (C-18). */
  public Uni<Ruling<PolicyVersion>> delete(SqlConnection tx, Actor actor, Target target) {
    return withVersion(
        tx,
        actor,
        target,
        version ->
            version.state() == State.DRAFT
                ? policies.delete(tx, actor, version).replaceWith(Ruling.accept(version))
                : refused(NOT_A_DRAFT));
  }

  /** How a version ends: requests that are open under it go on as they are, or it does not end. */
  public record Retirement(boolean isDraining, Optional<String> reason) {}

  /**
   * Takes a version out of force, or turns one down that is in review. This service does not see
   * whether requests are open under it, so it has to be told to let them drain (C-18).
   */
  public Uni<Ruling<PolicyVersion>> retire(
      SqlConnection tx, Actor actor, Target target, Retirement how) {
    if (how.reason().filter(it -> !it.isBlank()).isEmpty()) {
      return refused(REASON_REQUIRED);
    }
    return withVersion(tx, actor, target, version -> retire(tx, actor, version, how));
  }

  private Uni<Ruling<PolicyVersion>> retire(
      SqlConnection tx, Actor actor, PolicyVersion version, Retirement how) {
    return switch (version.state()) {
      case DRAFT, SHADOW, RETIRED -> refused(NOT_ACTIVE);
      case ACTIVE, IN_REVIEW ->
          version.state() == State.ACTIVE && !how.isDraining()
              ? refused(DRAIN_REQUIRED)
              : policies.retire(tx, actor, version, how.reason().orElseThrow()).map(Ruling::accept);
    };
  }

  private Uni<Ruling<PolicyVersion>> withVersion(
      SqlConnection tx,
      Actor actor,
      Target target,
      Function<PolicyVersion, Uni<Ruling<PolicyVersion>>> move) {
    return policies
        .lock(tx, actor.partner(), target.policy(), target.version())
        .flatMap(found -> found.isEmpty() ? refused(NOT_FOUND) : move.apply(found.get()));
  }

  /**
   * From when a version shall be in force, by when to look again if not in a year (F-201), and what
   * time it is.
   */
  public record Start(
      Optional<OffsetDateTime> from, Optional<LocalDate> reviewBy, OffsetDateTime now) {

    private static final Duration FURTHEST = Duration.ofDays(366);

    boolean isPossible() {
      return from.isEmpty()
          || (!from.get().isBefore(now) && from.get().isBefore(now.plus(FURTHEST)));
    }

    boolean isReviewedInTime(Partner partner) {
      var first = from.orElse(now).atZoneSameInstant(ZoneId.of(partner.zone())).toLocalDate();
      return reviewBy.isEmpty() || Upkeep.mayBe(reviewBy.get(), first);
    }
  }

  /** Puts a reviewed version in force; under the strict preset another person than its authors. */
  public Uni<Ruling<PolicyVersion>> activate(
      SqlConnection tx, Actor actor, Target target, Start start) {
    if (!start.isPossible()) {
      return refused(VALID_FROM_INVALID);
    }
    return partners
        .find(tx, actor.partner())
        .flatMap(partner ->
            partner.isEmpty()
                ? refused(PARTNER_UNKNOWN)
                : withVersion(
                    tx, actor, target, it -> activate(tx, actor, partner.get(), it, start)));
  }

  private Uni<Ruling<PolicyVersion>> activate(
      SqlConnection tx, Actor actor, Partner partner, PolicyVersion version, Start start) {
    if (version.state() != State.IN_REVIEW) {
      return refused(NOT_IN_REVIEW);
    }
    if (!start.isReviewedInTime(partner)) {
      return refused(REVIEW_DATE_INVALID);
    }
    var hole = hole(version, partner);
    if (hole.isPresent()) {
      return refused(hole.get());
    }
    return FourEyes.mayActivate(actor.person(), version.authors(), partner.preset())
        ? policies.activate(tx, actor, version, start).map(Ruling::accept)
        : refused(FOUR_EYES_REQUIRED);
  }

  /**
   * What the analysis has against a version; one it knows nothing about needs a fallback, and under
   * the strict preset there must be people to decide (N-06).
   */
  private Optional<Refusal> hole(PolicyVersion version, Partner partner) {
    var operation = rules.operation(version.operation().value());
    if (operation.isEmpty()) {
      return Optional.of(OPERATION_UNKNOWN);
    }
    var proof =
        PolicyAnalysis.prove(version.terms(), operation.get(), directories.of(partner.id()));
    if (proof.findings().stream().anyMatch(it -> it.code().severity() == Severity.ERROR)) {
      return Optional.of(POLICY_HAS_ERRORS);
    }
    if (partner.preset() == Preset.STRICT_MAKER_CHECKER
        && proof.findings().stream().anyMatch(it -> it.code().leavesNobody())) {
      return Optional.of(POOL_INSUFFICIENT);
    }
    var hasFallback =
        version.terms().settings().doubt().onNoApplicableStep()
            instanceof NoApplicableStep.Fallback;
    return proof.coverage() == Coverage.CANNOT_PROVE && !hasFallback
        ? Optional.of(FALLBACK_REQUIRED)
        : Optional.empty();
  }

  private static Uni<Ruling<PolicyVersion>> refused(Refusal refusal) {
    return Uni.createFrom().item(refuse(refusal));
  }
}
