package dev.countersign.request.kafka;

import dev.countersign.request.app.Dossier;
import dev.countersign.request.app.message.Quorums;
import dev.countersign.request.core.Opening;
import dev.countersign.request.core.Opening.NotRequired;
import dev.countersign.request.core.Opening.Required;
import dev.countersign.request.core.Opening.Unevaluable;
import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.Seen;
import dev.countersign.request.core.people.Role;
import dev.countersign.request.core.step.Clocks;
import dev.countersign.request.core.step.OnTimeout;
import dev.countersign.request.core.step.ReasonRule;
import dev.countersign.request.core.step.RejectionRule;
import dev.countersign.request.core.step.StepPlan;
import dev.countersign.request.core.step.StepPlan.PlannedState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the policy said: nothing to ask, a route, or quarantine. A route that this version cannot
 * follow to the letter is quarantined, never shortened.
 */
final class OpeningReader {
  static final String UNSUPPORTED_ROUTE = "UNSUPPORTED_ROUTE";
  private static final Duration USUAL_TTL = Duration.ofDays(7);

  private OpeningReader() {}

  static Opening read(Fields fields, Dossier dossier) {
    return switch (fields.require("verdict")) {
      case "NOT_REQUIRED" -> new NotRequired();
      case "REQUIRED" -> required(fields, dossier);
      case "QUARANTINED" ->
          new Unevaluable(
              makers(fields, dossier), fields.text("reasonCode").orElse("UNSPECIFIED"), USUAL_TTL);
      default -> throw new InvalidMessage("verdict has an unknown value");
    };
  }

  private static Opening required(Fields fields, Dossier dossier) {
    if (dossier.operation().isEmpty()
        || dossier.subjectId().isEmpty()
        || dossier.maker().isEmpty()
        || dossier.payloadDigest().isEmpty()
        || dossier.policyVersion().isEmpty()) {
      throw new InvalidMessage(
          "operation, subjectId, maker, payloadDigest or policyVersion is missing");
    }
    var route = fields.object("route").orElseThrow(() -> new InvalidMessage("route is missing"));
    var ttl = route.duration("ttl").orElse(USUAL_TTL);
    var makers = makers(fields, dossier);
    var steps = steps(route);
    if (steps.isEmpty()) {
      return new Unevaluable(makers, UNSUPPORTED_ROUTE, ttl);
    }
    var pinned =
        new Seen(dossier.payloadDigest().get(), dossier.iteration(), dossier.policyVersion().get());
    return new Required(makers, pinned, steps.get(), ttl);
  }

  private static Set<PersonId> makers(Fields fields, Dossier dossier) {
    var makers = new HashSet<PersonId>();
    dossier.maker().map(PersonId::new).ifPresent(makers::add);
    fields.texts("contributors").stream().map(PersonId::new).forEach(makers::add);
    return makers;
  }

  /** The steps of the only track; several tracks, holds and other approvers come later. */
  private static Optional<List<StepPlan>> steps(Fields route) {
    var tracks = route.objects("tracks");
    if (tracks.size() != 1
        || route.number("tracksRequired").orElse(1) != 1
        || route.json("hold").isPresent()) {
      return Optional.empty();
    }
    var plans = new ArrayList<StepPlan>();
    for (Fields step : tracks.getFirst().objects("steps")) {
      var plan = plan(step);
      if (plan.isEmpty() || plan.get().no() != plans.size() + 1) {
        return Optional.empty();
      }
      plans.add(plan.get());
    }
    return Optional.of(plans);
  }

  private static Optional<StepPlan> plan(Fields step) {
    var approvers = step.objects("approvers");
    var quorum =
        step.object("quorum")
            .flatMap(it -> Quorums.of(it.require("kind"), it.number("n").orElse(1)));
    var rejection = step.text("rejectionRule").flatMap(OpeningReader::rejectionRule);
    if (approvers.size() != 1
        || approvers.getFirst().text("role").isEmpty()
        || quorum.isEmpty()
        || rejection.isEmpty()) {
      return Optional.empty();
    }
    var reasons = step.object("requireReason");
    return Optional.of(
        new StepPlan(
            step.requireNumber("no"),
            step.require("name"),
            step.word("state", PlannedState.class).orElse(PlannedState.WAITING),
            new Role(approvers.getFirst().require("role")),
            quorum.get(),
            rejection.get(),
            new ReasonRule(
                reasons.map(it -> it.flag("approve")).orElse(false),
                reasons.map(it -> it.flag("reject")).orElse(false)),
            step.object("clocks").map(OpeningReader::clocks).orElse(Clocks.NONE)));
  }

  private static Optional<RejectionRule> rejectionRule(String text) {
    return switch (text) {
      case "FIRST_REJECTION" -> Optional.of(RejectionRule.FIRST_REJECTION);
      case "UNREACHABLE" -> Optional.of(RejectionRule.UNREACHABLE);
      default -> Optional.empty();
    };
  }

  private static Clocks clocks(Fields clocks) {
    return new Clocks(
        clocks.duration("timeout"),
        clocks.word("onTimeout", OnTimeout.class).orElse(OnTimeout.NOTIFY_ONLY),
        clocks.object("escalateTo").flatMap(it -> it.text("role")).map(Role::new));
  }
}
