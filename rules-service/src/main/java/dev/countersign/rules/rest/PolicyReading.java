package dev.countersign.rules.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.platform.web.ProblemException;
import dev.countersign.rules.app.Refusal;
import dev.countersign.rules.core.partner.Partner;
import dev.countersign.rules.core.policy.Coverage;
import dev.countersign.rules.core.policy.Coverage.Always;
import dev.countersign.rules.core.policy.Coverage.Band;
import dev.countersign.rules.core.policy.Coverage.ByAmount;
import dev.countersign.rules.core.policy.Quorum;
import dev.countersign.rules.core.policy.Reasons;
import dev.countersign.rules.core.policy.Step;
import dev.countersign.rules.core.policy.StepClock;
import dev.countersign.rules.core.policy.Terms;
import dev.countersign.rules.rest.PolicyRequest.BandRequest;
import dev.countersign.rules.rest.PolicyRequest.StepRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a policy request for a partner, or refuses what it cannot obey. */
final class PolicyReading {

  private static final Pattern PLAIN_DECIMAL = Pattern.compile("[0-9]{1,18}(\\.[0-9]{1,18})?");

  private final PolicyRequest request;
  private final Partner partner;

  private PolicyReading(PolicyRequest request, Partner partner) {
    this.request = request;
    this.partner = partner;
  }

  static Terms terms(PolicyRequest request, Partner partner) {
    if (request.hold() != null) {
      throw new ProblemException(
          422, "hold_not_supported", "A hold between approval and effect is not supported yet.");
    }
    var reading = new PolicyReading(request, partner);
    return new Terms(
        reading.coverage(),
        request.ttl() == null ? Terms.DEFAULT_TTL : duration(request.ttl(), Refusal.TTL_INVALID),
        Reasons.of(partner.preset()));
  }

  private Coverage coverage() {
    long forms =
        Stream.of(request.over(), request.bands(), request.always())
            .filter(Objects::nonNull)
            .count();
    if (forms != 1) {
      throw new ProblemException(
          422, "coverage_unclear", "Say exactly one of over, bands and always.");
    }
    if (request.over() == null && request.role() != null) {
      throw new ProblemException(422, "role_without_over", "The field role goes with over.");
    }
    if (request.over() != null) {
      var step = new StepRequest(request.role(), null, null, null, null);
      return new ByAmount(
          List.of(new Band(currency(null), amount(request.over()), List.of(step(step)))));
    }
    return request.bands() != null
        ? new ByAmount(request.bands().stream().map(this::band).toList())
        : new Always(steps(request.always()));
  }

  private Band band(BandRequest band) {
    return new Band(currency(band.currency()), amount(band.from()), steps(band.steps()));
  }

  private String currency(@Nullable String ofBand) {
    return Stream.of(ofBand, request.currency())
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(partner.currency());
  }

  private List<Step> steps(@Nullable List<StepRequest> steps) {
    if (steps == null) {
      throw RulesResponses.problem(Refusal.STEPS_MISSING);
    }
    return steps.stream().map(this::step).toList();
  }

  private Step step(StepRequest step) {
    if (step.role() == null) {
      throw RulesResponses.problem(Refusal.ROLE_INVALID);
    }
    var name = step.name() == null ? step.role() : step.name();
    return new Step(name, step.role(), quorum(step.quorum()), clock(step));
  }

  private StepClock clock(StepRequest step) {
    var timeout = step.timeout() == null ? request.timeout() : step.timeout();
    var target = step.escalateTo() == null ? request.escalateTo() : step.escalateTo();
    if (timeout == null) {
      if (target != null) {
        throw new ProblemException(422, "timeout_missing", "The field escalateTo needs a timeout.");
      }
      return StepClock.NONE;
    }
    var after = duration(timeout, Refusal.TIMEOUT_INVALID);
    return target == null ? new StepClock.NotifyOnly(after) : new StepClock.Escalate(after, target);
  }

  private static Quorum quorum(@Nullable JsonNode node) {
    if (node == null || node.isNull()) {
      return Quorum.ONE;
    }
    if (node.isObject()) {
      return quorumOfKind(node);
    }
    return node.isInt() ? new Quorum.Count(node.asInt()) : quorumNamed(node.asText());
  }

  private static Quorum quorumOfKind(JsonNode node) {
    var hasNumber = node.has("n");
    var isCount = node.path("kind").asText().equals("COUNT");
    if (hasNumber != isCount || node.size() != (hasNumber ? 2 : 1)) {
      throw RulesResponses.problem(Refusal.QUORUM_INVALID);
    }
    return isCount ? quorum(node.get("n")) : quorumNamed(node.path("kind").asText());
  }

  /** The source documents' words are understood, and never printed. */
  private static Quorum quorumNamed(String name) {
    return switch (name) {
      case "ANY", "ANY_ONE" -> new Quorum.Any();
      case "ALL" -> new Quorum.All();
      default -> throw RulesResponses.problem(Refusal.QUORUM_INVALID);
    };
  }

  private static BigDecimal amount(@Nullable String text) {
    if (text == null || !PLAIN_DECIMAL.matcher(text).matches()) {
      throw RulesResponses.problem(Refusal.AMOUNT_INVALID);
    }
    return new BigDecimal(text);
  }

  private static Duration duration(String text, Refusal refusal) {
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException _) {
      throw RulesResponses.problem(refusal);
    }
  }
}
