package dev.countersign.rules.ui;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.platform.messaging.InvalidJson;
import dev.countersign.platform.messaging.Json;
import dev.countersign.platform.web.ProblemException;
import dev.countersign.platform.web.WithoutEffect;
import dev.countersign.rules.app.DryRun;
import dev.countersign.rules.app.DryRun.Question;
import dev.countersign.rules.app.JudgeEvent.Answer;
import dev.countersign.rules.app.LiveRules;
import dev.countersign.rules.app.PolicyVersion;
import dev.countersign.rules.app.ReviewPolicy.Target;
import dev.countersign.rules.core.operation.Intent;
import dev.countersign.rules.core.operation.Operation;
import dev.countersign.rules.core.operation.Operation.AmountUse;
import dev.countersign.rules.core.policy.PolicyId;
import dev.countersign.rules.json.InvalidPolicy.Problem;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.RestResponse;

/** Tries an event on what is in force or on any version; nothing is kept and nobody is asked. */
@Path("/policies/try")
@Authenticated
@Produces(MediaType.TEXT_HTML)
public class TryResource {

  /** A version as the pages write it. */
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

  private final PolicyReading reading;
  private final LiveRules rules;
  private final DryRun dryRun;

  TryResource(PolicyReading reading, LiveRules rules, DryRun dryRun) {
    this.reading = reading;
    this.rules = rules;
    this.dryRun = dryRun;
  }

  @GET
  @org.eclipse.microprofile.openapi.annotations.Operation(hidden = true)
  public Uni<TemplateInstance> page(
      @QueryParam("type") @DefaultValue("") String type,
      @QueryParam("policy") @DefaultValue("") String policy,
      @QueryParam("version") @DefaultValue("") String version) {
    var asked = new TryPage.Typed(type, "TRY-1", "", policy, version);
    return version(asked).map(found -> TryPages.page(page(prepared(asked, found), found)));
  }

  /** An event of the type that was picked, to be changed rather than written. */
  private TryPage.Typed prepared(TryPage.Typed asked, Optional<PolicyVersion> version) {
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
    return new TryPage.Typed(type, asked.subject(), data, asked.policy(), asked.version());
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

  @POST
  @WithoutEffect
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @org.eclipse.microprofile.openapi.annotations.Operation(hidden = true)
  public Uni<RestResponse<TemplateInstance>> answer(@BeanParam SentEvent sent) {
    var typed = sent.typed();
    return version(typed).flatMap(found -> answer(page(typed, found), typed, found));
  }

  private Uni<RestResponse<TemplateInstance>> answer(
      TryPage page, TryPage.Typed typed, Optional<PolicyVersion> version) {
    var mistakes = mistakes(typed, version);
    if (!mistakes.isEmpty()) {
      return refusal(page, mistakes);
    }
    try {
      var data = Json.read(typed.data().getBytes(UTF_8));
      return ask(typed, data, version).map(answer -> shown(page, typed, answer));
    } catch (InvalidJson invalid) {
      return refusal(page, List.of(new Problem("json_invalid", "data", "This is no JSON.")));
    }
  }

  private RestResponse<TemplateInstance> shown(TryPage page, TryPage.Typed typed, Answer answer) {
    return switch (answer) {
      case Answer.Refused(var reason, var detail) -> {
        var code = reason.toLowerCase(Locale.ROOT);
        var notice = new Notice("This would be no event.", List.of(detail), code);
        yield refused(page, Mistakes.NONE, Optional.of(notice));
      }
      case Answer.Judged(var message) ->
          RestResponse.ok(
              TryPages.trial(
                  new TryPage(
                      typed,
                      page.types(),
                      page.tried(),
                      Optional.of(TryPage.explained(message, dryRun.smallestChanges(message))),
                      Mistakes.NONE,
                      Optional.empty())));
    };
  }

  private static Uni<RestResponse<TemplateInstance>> refusal(TryPage page, List<Problem> mistakes) {
    return Uni.createFrom().item(refused(page, Mistakes.of("try", mistakes), Optional.empty()));
  }

  private Uni<Answer> ask(TryPage.Typed typed, JsonNode data, Optional<PolicyVersion> version) {
    if (!rules.isComplete()) {
      throw new ProblemException(503, "rules_not_loaded", "The rules are still being read.");
    }
    var actor = reading.actor();
    var question = new Question(typed.type(), typed.subject(), null, null, null, null, null, data);
    return version
        .map(it -> dryRun.by(actor, question, it))
        .orElseGet(() -> dryRun.now(actor, question));
  }

  private List<Problem> mistakes(TryPage.Typed typed, Optional<PolicyVersion> version) {
    var mistakes = new ArrayList<Problem>();
    Map.of("type", typed.type(), "subject", typed.subject(), "data", typed.data())
        .forEach((field, text) -> {
          if (text.isEmpty()) {
            mistakes.add(new Problem("field_missing", field, "Fill this in."));
          }
        });
    if (version.isPresent() && !typesOf(version.get().operation().value()).contains(typed.type())) {
      mistakes.add(new Problem("operation_other", "type", "The version is about other events."));
    }
    return mistakes;
  }

  private static RestResponse<TemplateInstance> refused(
      TryPage page, Mistakes mistakes, Optional<Notice> notice) {
    var shown =
        new TryPage(page.typed(), page.types(), page.tried(), Optional.empty(), mistakes, notice);
    return FormAnswers.refused(TryPages.trial(shown));
  }

  private TryPage page(TryPage.Typed typed, Optional<PolicyVersion> version) {
    return new TryPage(
        typed,
        version.map(it -> typesOf(it.operation().value())).orElseGet(this::types),
        version
            .map(it -> it.operation().value() + ", version " + it.version())
            .orElse("what is in force"),
        Optional.empty(),
        Mistakes.NONE,
        Optional.empty());
  }

  private List<String> types() {
    return rules.operations().stream()
        .flatMap(it -> it.eventTypes().keySet().stream())
        .sorted()
        .toList();
  }

  private List<String> typesOf(String operation) {
    return rules.operation(operation).stream()
        .flatMap(it -> it.eventTypes().keySet().stream())
        .sorted()
        .toList();
  }

  /** The version that is named, of the caller's own partner. */
  private Uni<Optional<PolicyVersion>> version(TryPage.Typed typed) {
    if (!typed.namesAVersion()) {
      return Uni.createFrom().item(Optional.empty());
    }
    var target = target(typed);
    return reading.inTransaction(tx -> reading.find(tx, target)).map(Optional::of);
  }

  private static Target target(TryPage.Typed typed) {
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
