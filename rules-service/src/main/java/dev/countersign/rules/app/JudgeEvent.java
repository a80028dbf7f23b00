package dev.countersign.rules.app;

import dev.countersign.platform.messaging.CloudEvent;
import dev.countersign.rules.core.Value;
import dev.countersign.rules.core.evaluation.Counting;
import dev.countersign.rules.core.evaluation.Evaluation;
import dev.countersign.rules.core.evaluation.Evaluator;
import dev.countersign.rules.core.evaluation.Event;
import dev.countersign.rules.core.evaluation.QuarantineReason;
import dev.countersign.rules.core.evaluation.RuleBook;
import dev.countersign.rules.core.evaluation.RuleBook.RegisteredType;
import dev.countersign.rules.core.operation.Intent;
import dev.countersign.rules.core.partner.PartnerId;
import dev.countersign.rules.core.window.Counted;
import dev.countersign.rules.core.window.NotCounted;
import dev.countersign.rules.core.window.Occurrence;
import dev.countersign.rules.core.window.WindowedFact;
import dev.countersign.rules.json.EvaluationMessage;
import dev.countersign.rules.json.JsonValues;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Judges one event by what is in force now. The dry run and the stream ask the same question. */
@ApplicationScoped
public class JudgeEvent {

  /** The longest data that is judged; it travels whole with the evaluation. */
  public static final int MAX_DATA_BYTES = 160_000;

  private static final String ACTOR = "actor";
  private static final String REVISION = "revision";

  /** The extensions that are judged beside an event's data. */
  public static final Set<String> EXTENSIONS = Set.of(ACTOR, REVISION);

  private static final Logger LOG = Logger.getLogger(JudgeEvent.class);

  private final RuleBook rules;

  @Inject
  JudgeEvent(LiveRules rules) {
    this((RuleBook) rules);
  }

  private JudgeEvent(RuleBook rules) {
    this.rules = rules;
  }

  /** The same judgement by other rules than the live ones. */
  public static JudgeEvent by(RuleBook rules) {
    return new JudgeEvent(rules);
  }

  /** What became of an event. */
  public sealed interface Answer {

    /** It was judged, which includes being quarantined. */
    record Judged(EvaluationMessage message) implements Answer {}

    /** It does not keep the envelope's rules and belongs into the dead letters. */
    record Refused(String reason, String detail) implements Answer {}
  }

  /** Judges an event before which nothing had to be counted. */
  public Answer judge(CloudEvent event, TopicBinding binding, Instant at) {
    return judge(event, binding, at, Counted.NOTHING);
  }

  /**
   * Judges an event.
   *
   * @param at when it came in, which decides what was in force for it
   * @param counted what was counted before it; {@link NotCounted} if a version reads more
   */
  public Answer judge(CloudEvent event, TopicBinding binding, Instant at, Counted counted) {
    return refusal(event, binding)
        .orElseGet(() ->
            new Answer.Judged(
                new EvaluationMessage(event, evaluate(event, asked(event, binding, at), counted))));
  }

  /** What has to be counted before an event is judged; nothing where no policy has windows. */
  public List<Occurrence> occurrences(CloudEvent event, TopicBinding binding, Instant at) {
    return occurrences(event, binding, at, asked -> Counting.facts(asked, rules));
  }

  /** The event as these facts would count it, whoever reads them. */
  public List<Occurrence> occurrences(
      CloudEvent event, TopicBinding binding, Instant at, Set<WindowedFact> facts) {
    return occurrences(event, binding, at, _ -> facts);
  }

  /** What cannot be read counts nowhere; judging it will say so. */
  private List<Occurrence> occurrences(
      CloudEvent event,
      TopicBinding binding,
      Instant at,
      Function<Event, Set<WindowedFact>> factsOf) {
    if (refusal(event, binding).isPresent()) {
      return List.of();
    }
    try {
      var asked = asked(event, binding, at);
      var facts = factsOf.apply(asked);
      return facts.isEmpty() ? List.of() : Occasions.occurrences(event, asked, facts);
    } catch (RuntimeException | StackOverflowError failure) {
      LOG.errorf(failure, "An event cannot be counted. eventId=%s", event.id());
      return List.of();
    }
  }

  private Optional<Answer> refusal(CloudEvent event, TopicBinding binding) {
    if (event.data().length > MAX_DATA_BYTES) {
      return refused("TOO_LARGE", "The data is longer than " + MAX_DATA_BYTES + " bytes.");
    }
    // What this product says itself must not come back in as something to approve (KF-06).
    if (event.type().startsWith("approval.")) {
      return refused("TYPE_NOT_ALLOWED", "The type begins with approval.");
    }
    var claimed = event.extension("partnerid");
    if (claimed == null && binding.partner().isEmpty()) {
      return refused("MISSING_PARTNER", "The attribute partnerid is missing.");
    }
    if (claimed != null && !PartnerId.isValid(claimed)) {
      return refused("PARTNER_INVALID", "The attribute partnerid is not [a-z0-9-]{2,40}.");
    }
    if (claimed != null && binding.partner().filter(bound -> !isSame(bound, claimed)).isPresent()) {
      return refused("PARTNER_MISMATCH", "The topic belongs to another partner.");
    }
    if (isBlank(event.subject()) && registered(event.type(), binding).isPresent()) {
      return refused("MISSING_ATTRIBUTE", "The attribute subject is missing.");
    }
    return Optional.empty();
  }

  private Evaluation evaluate(CloudEvent event, Event asked, Counted counted) {
    try {
      var data = JsonValues.read(event.data());
      return Evaluator.evaluate(asked.over(data).after(counted), rules);
    } catch (NotCounted again) {
      throw again;
    } catch (RuntimeException | StackOverflowError failure) {
      return failed(asked, event.id(), failure);
    }
  }

  /** B5: what the service itself fails on is answered too, or it would stop all that follows. */
  public static EvaluationMessage failed(EvaluationMessage message, Throwable failure) {
    var event = message.event();
    return new EvaluationMessage(event, failed(message.evaluation().event(), event.id(), failure));
  }

  private static Evaluation failed(Event event, String id, Throwable failure) {
    LOG.errorf(failure, "The evaluator failed. eventId=%s", id);
    return Evaluation.unread(event, QuarantineReason.EVALUATOR_ERROR);
  }

  private Event asked(CloudEvent event, TopicBinding binding, Instant at) {
    var claimed = event.extension("partnerid");
    var registered = registered(event.type(), binding);
    return new Event(
        claimed != null ? claimed : binding.partner().orElseThrow().value(),
        registered.map(RegisteredType::operation),
        registered.map(RegisteredType::intent).orElse(Intent.OPEN),
        Optional.ofNullable(event.extension(ACTOR)),
        Optional.ofNullable(event.extension(REVISION)),
        Value.MISSING,
        at);
  }

  /** A bound topic lends its operation to types nobody registered; their verb tells the intent. */
  private Optional<RegisteredType> registered(String type, TopicBinding binding) {
    var known = rules.eventType(type);
    return known.isPresent()
        ? known
        : binding
            .operation()
            .flatMap(code -> rules.operation(code.value()))
            .map(operation -> new RegisteredType(operation, intentOf(type)));
  }

  private static Intent intentOf(String type) {
    return switch (type.substring(type.lastIndexOf('.') + 1)) {
      case "revised" -> Intent.REVISE;
      case "cancelled", "voided" -> Intent.CANCEL;
      default -> Intent.OPEN;
    };
  }

  private static boolean isSame(PartnerId bound, String claimed) {
    return bound.value().equals(claimed);
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }

  private static Optional<Answer> refused(String reason, String detail) {
    return Optional.of(new Answer.Refused(reason, detail));
  }
}
