package dev.countersign.rules.ui;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.platform.web.ProblemException;
import dev.countersign.rules.app.LatestEvaluations;
import dev.countersign.rules.app.LatestEvaluations.Place;
import dev.countersign.rules.app.LatestEvaluations.Recorded;
import dev.countersign.rules.app.LatestEvaluations.Unavailable;
import dev.countersign.rules.app.LiveRules;
import dev.countersign.rules.app.PolicyVersion;
import dev.countersign.rules.app.ReviewPolicy.Target;
import dev.countersign.rules.core.Value;
import dev.countersign.rules.core.operation.Intent;
import dev.countersign.rules.core.operation.Operation;
import dev.countersign.rules.core.operation.Operation.AmountUse;
import dev.countersign.rules.core.policy.PolicyId;
import dev.countersign.rules.json.JsonValues;
import dev.countersign.rules.json.PublishedEvaluation;
import dev.countersign.rules.ui.TryPage.Typed;
import dev.countersign.rules.ui.words.Verdict;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** Reads what the trial of an event shows before it is tried. */
@ApplicationScoped
public class TryReading {

  private static final Logger LOG = Logger.getLogger(TryReading.class);

  private static final int SHOWN = 20;

  /** A version as the pages write it. */
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

  private final PolicyReading reading;
  private final LiveRules rules;
  private final LatestEvaluations latest;

  TryReading(PolicyReading reading, LiveRules rules, LatestEvaluations latest) {
    this.reading = reading;
    this.rules = rules;
    this.latest = latest;
  }

  /** A form that is filled in so far that it can be sent. */
  Uni<TryPage> prepared(Typed asked) {
    return version(asked).map(found -> page(prepared(asked, found), found));
  }

  /** An event of the type that was picked, to be changed rather than written. */
  private Typed prepared(Typed asked, Optional<PolicyVersion> version) {
    var type =
        version
            .map(it -> opening(typesOf(it.operation().value())))
            .orElseGet(() -> asked.type().isEmpty() ? opening(types()) : asked.type());
    var data =
        rules
            .eventType(type)
            .map(it -> example(it.operation()))
            .map(it -> it.toPrettyString())
            .orElse("{}");
    return new Typed(type, asked.subject(), data, "", "", "", asked.policy(), asked.version());
  }

  /** Of these the first that asks for something rather than taking it back. */
  private String opening(List<String> types) {
    return types.stream()
        .filter(
            it -> rules.eventType(it).filter(known -> known.intent() == Intent.OPEN).isPresent())
        .findFirst()
        .orElse("");
  }

  private JsonNode example(Operation operation) {
    var data = JsonNodeFactory.instance.objectNode();
    var paths = operation.paths();
    if (operation.amountUse() == AmountUse.REQUIRED) {
      put(data, paths.amount(), "100");
      rules
          .partner(reading.actor().partner().value())
          .ifPresent(it -> put(data, paths.currency(), it.currency()));
    }
    put(data, paths.maker(), "somebody@else");
    put(data, paths.makerReason(), "a first try");
    return data;
  }

  private static void put(ObjectNode data, dev.countersign.rules.core.Path path, String value) {
    var node = data;
    var segments = path.segments();
    for (var segment : segments.subList(0, segments.size() - 1)) {
      node = node.withObjectProperty(segment);
    }
    node.put(segments.getLast(), value);
  }

  TryPage page(Typed typed, Optional<PolicyVersion> version) {
    return new TryPage(
        typed,
        version.map(it -> typesOf(it.operation().value())).orElseGet(this::types),
        version.map(it -> new TryPage.Tried(it.operation().value(), it.version())),
        reading.isAdmin() ? recordedAt(typed, version) : "",
        Optional.empty(),
        Mistakes.NONE,
        Optional.empty());
  }

  private String recordedAt(Typed typed, Optional<PolicyVersion> version) {
    var operation =
        version
            .map(it -> it.operation().value())
            .or(() -> rules.eventType(typed.type()).map(it -> it.operation().code().value()));
    return "/policies/try/recorded?operation=%s&policy=%s&version=%s"
        .formatted(
            operation.orElse(""),
            version.map(it -> it.policy().toString()).orElse(""),
            version.map(it -> Integer.toString(it.version())).orElse(""));
  }

  /** What came in last of the operation that is named, or of that of the version. */
  Uni<RecordedPage> recorded(String name, Typed asked) {
    var partner = reading.actor().partner();
    return version(asked)
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .map(version -> {
          var operation = rules.operation(version.map(it -> it.operation().value()).orElse(name));
          return new RecordedPage(
              version
                  .map(it -> List.of(it.operation().value()))
                  .orElseGet(() ->
                      rules.operations().stream().map(it -> it.code().value()).sorted().toList()),
              operation.map(it -> it.code().value()).orElse(""),
              asked.policy(),
              asked.version(),
              operation.stream()
                  .flatMap(it -> latest.of(partner, it.code(), SHOWN).stream())
                  .map(RecordedPage.Row::of)
                  .toList());
        })
        .onFailure(Unavailable.class)
        .transform(TryReading::unavailable);
  }

  /** The form with an event that came in, and the answer it got then. */
  Uni<TryPage> picked(Place place, Typed asked) {
    var partner = reading.actor().partner();
    return version(asked)
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .map(version -> {
          var found = latest.at(partner, place).orElseThrow(TryReading::missing);
          return page(typed(found.evaluation(), asked), version)
              .with(Optional.empty(), Mistakes.NONE, Optional.of(said(found)));
        })
        .onFailure(Unavailable.class)
        .transform(TryReading::unavailable);
  }

  private static ProblemException unavailable(Throwable cause) {
    LOG.warn("Recorded events cannot be read.", cause);
    return new ProblemException(
        503, "recorded_events_unavailable", "Recorded events cannot be read now; try later.");
  }

  /** To whom it does not belong it is told the same. */
  private static ProblemException missing() {
    return new ProblemException(
        404,
        "recorded_event_missing",
        "This event is not kept any more, or there never was one. Pick another.");
  }

  private Typed typed(PublishedEvaluation it, Typed asked) {
    return new Typed(
        it.head().at("/event/type").asText(),
        it.text("subjectId"),
        it.data(),
        saysItsMaker(it) ? "" : it.text("maker"),
        it.head().at("/event/source").asText(),
        it.head().at("/event/id").asText(),
        asked.policy(),
        asked.version());
  }

  /** Else its maker stood in the envelope. */
  private boolean saysItsMaker(PublishedEvaluation it) {
    var data = JsonValues.read(it.data().getBytes(UTF_8));
    return rules
        .operation(it.text("operation"))
        .map(operation -> operation.paths().maker().in(data))
        .filter(maker -> !maker.equals(Value.MISSING))
        .isPresent();
  }

  private static Notice said(Recorded it) {
    var reason = it.evaluation().text("reasonCode");
    var verdict = Verdict.of(it.evaluation().text("verdict"));
    return Notice.good(
        words -> words.cameIn(it.at().toString()), words -> words.answeredThen(verdict, reason));
  }

  private List<String> types() {
    return rules.operations().stream()
        .flatMap(it -> it.eventTypes().keySet().stream())
        .sorted()
        .toList();
  }

  List<String> typesOf(String operation) {
    return rules.operation(operation).stream()
        .flatMap(it -> it.eventTypes().keySet().stream())
        .sorted()
        .toList();
  }

  /** The version that is named, of the caller's own partner. */
  Uni<Optional<PolicyVersion>> version(Typed typed) {
    if (!typed.namesAVersion()) {
      return Uni.createFrom().item(Optional.empty());
    }
    var target = target(typed);
    return reading.inTransaction(tx -> reading.find(tx, target)).map(Optional::of);
  }

  private static Target target(Typed typed) {
    if (!NUMBER.matcher(typed.version()).matches()) {
      throw ProblemException.notFound();
    }
    try {
      var policy = new PolicyId(UUID.fromString(typed.policy()));
      return new Target(policy, Integer.parseInt(typed.version()));
    } catch (IllegalArgumentException _) {
      throw ProblemException.notFound();
    }
  }
}
