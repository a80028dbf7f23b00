package dev.countersign.rules.json;

import static java.util.Objects.requireNonNull;

import dev.countersign.rules.core.policy.Coverage;
import dev.countersign.rules.core.policy.Coverage.Always;
import dev.countersign.rules.core.policy.Coverage.Band;
import dev.countersign.rules.core.policy.Coverage.ByAmount;
import dev.countersign.rules.core.policy.Quorum;
import dev.countersign.rules.core.policy.Reasons;
import dev.countersign.rules.core.policy.Step;
import dev.countersign.rules.core.policy.StepClock;
import dev.countersign.rules.core.policy.Terms;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The terms of a policy version as they are stored, published and shown. */
public record TermsJson(
    @Nullable List<StepJson> always,
    @Nullable List<BandJson> bands,
    String ttl,
    ReasonsJson reasons) {

  public TermsJson {
    requireNonNull(ttl);
    requireNonNull(reasons);
  }

  /** From an amount on, these steps. */
  public record BandJson(String currency, String from, List<StepJson> steps) {
    public BandJson {
      requireNonNull(currency);
      requireNonNull(from);
      steps = List.copyOf(steps);
    }
  }

  /** One step. */
  public record StepJson(String name, String role, QuorumJson quorum, @Nullable ClocksJson clocks) {
    public StepJson {
      requireNonNull(name);
      requireNonNull(role);
      requireNonNull(quorum);
    }
  }

  /** A quorum: ANY, ALL, or COUNT with a number. */
  public record QuorumJson(String kind, @Nullable Integer n) {}

  /** What happens when nobody acts. */
  public record ClocksJson(String timeout, String onTimeout, @Nullable RoleJson escalateTo) {}

  /** A role in the partner's words. */
  public record RoleJson(String role) {}

  /** Who owes a reason. */
  public record ReasonsJson(boolean maker, boolean approve, boolean reject) {}

  public static TermsJson of(Terms terms) {
    var ttl = Durations.text(terms.ttl());
    var reasons =
        new ReasonsJson(
            terms.reasons().fromMaker(), terms.reasons().toApprove(), terms.reasons().toReject());
    return switch (terms.coverage()) {
      case Always(var steps) -> new TermsJson(steps(steps), null, ttl, reasons);
      case ByAmount(var bands) ->
          new TermsJson(null, bands.stream().map(TermsJson::band).toList(), ttl, reasons);
    };
  }

  /** The core's terms; {@link IllegalArgumentException} if a value is none of the closed sets. */
  public Terms toTerms() {
    return new Terms(
        coverage(),
        duration(ttl),
        new Reasons(reasons.maker(), reasons.approve(), reasons.reject()));
  }

  private Coverage coverage() {
    if (always != null && bands == null) {
      return new Always(coreSteps(always));
    }
    if (bands != null && always == null) {
      return new ByAmount(
          bands.stream()
              .map(it -> new Band(it.currency(), new BigDecimal(it.from()), coreSteps(it.steps())))
              .toList());
    }
    throw new IllegalArgumentException("Terms have either steps or bands");
  }

  private static BandJson band(Band band) {
    return new BandJson(band.currency(), CanonicalJson.plain(band.from()), steps(band.steps()));
  }

  private static List<StepJson> steps(List<Step> steps) {
    return steps.stream()
        .map(it -> new StepJson(it.name(), it.role(), quorum(it.quorum()), clocks(it.clock())))
        .toList();
  }

  private static QuorumJson quorum(Quorum quorum) {
    return switch (quorum) {
      case Quorum.Any _ -> new QuorumJson("ANY", null);
      case Quorum.All _ -> new QuorumJson("ALL", null);
      case Quorum.Count(var people) -> new QuorumJson("COUNT", people);
    };
  }

  private static @Nullable ClocksJson clocks(StepClock clock) {
    return switch (clock) {
      case StepClock.None _ -> null;
      case StepClock.NotifyOnly(var after) ->
          new ClocksJson(Durations.text(after), "NOTIFY_ONLY", null);
      case StepClock.Escalate(var after, var role) ->
          new ClocksJson(Durations.text(after), "ESCALATE", new RoleJson(role));
    };
  }

  private static List<Step> coreSteps(List<StepJson> steps) {
    return steps.stream()
        .map(it -> new Step(it.name(), it.role(), coreQuorum(it.quorum()), coreClock(it.clocks())))
        .toList();
  }

  private static Quorum coreQuorum(QuorumJson quorum) {
    if (quorum.n() != null) {
      return new Quorum.Count(quorum.n());
    }
    return switch (quorum.kind()) {
      case "ANY" -> new Quorum.Any();
      case "ALL" -> new Quorum.All();
      default -> throw new IllegalArgumentException("Not a quorum: " + quorum);
    };
  }

  private static StepClock coreClock(@Nullable ClocksJson clocks) {
    if (clocks == null) {
      return StepClock.NONE;
    }
    var after = duration(clocks.timeout());
    var target = clocks.escalateTo();
    return target == null
        ? new StepClock.NotifyOnly(after)
        : new StepClock.Escalate(after, target.role());
  }

  private static Duration duration(String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("Not a duration of days and times: " + text, e);
    }
  }
}
