package dev.countersign.rules.json;

import dev.countersign.platform.messaging.CloudEvent;
import dev.countersign.platform.messaging.NameBasedIds;
import dev.countersign.rules.core.evaluation.Evaluation;
import dev.countersign.rules.core.policy.Policy;
import java.util.Optional;
import java.util.UUID;

/**
 * An evaluation and the event it is about. The id follows from event and policy version, so that
 * the second answer to a redelivered record is the first one again, byte for byte.
 */
public record EvaluationMessage(CloudEvent event, Evaluation evaluation) {

  private static final UUID EVALUATIONS =
      NameBasedIds.v5(NameBasedIds.URL, "https://countersign.dev/evaluations");
  private static final String NONE = "-";

  public UUID id() {
    var version =
        policy().map(policy -> policy.key().id() + "/" + policy.key().version()).orElse(NONE);
    return NameBasedIds.v5(
        EVALUATIONS,
        String.join("\n", evaluation.event().partner(), event.source(), event.id(), version));
  }

  /** Orders all events of a subject. What belongs to no operation has no subject either. */
  public String key() {
    var partner = evaluation.event().partner();
    return operation()
        .map(operation -> partner + "|" + operation + "|" + event.subject())
        .orElseGet(() -> partner + "|-|" + event.source() + "/" + event.id());
  }

  public Optional<String> operation() {
    return evaluation.event().operation().map(operation -> operation.code().value());
  }

  /** The policy the conclusion rests on, if it came to that. */
  public Optional<Policy> policy() {
    return ConclusionJson.policy(evaluation.conclusion());
  }

  /**
   * Whether what others did has a say in it, so that it tells of them to whoever tries an event.
   */
  public boolean isOfOthersToo() {
    return policy().map(it -> !it.terms().windows().isEmpty()).orElse(false);
  }

  public String verdict() {
    return ConclusionJson.verdict(evaluation.conclusion());
  }

  public Optional<String> reasonCode() {
    return ConclusionJson.reasonCode(evaluation.conclusion());
  }

  /** The canonical material fields, which are also what is shown of them. */
  Optional<String> material() {
    return evaluation.material().map(CanonicalJson::of);
  }

  /** About how long the body will be, so that its buffer need not grow. */
  int sizeHint() {
    return event.data().length + 2048;
  }
}
