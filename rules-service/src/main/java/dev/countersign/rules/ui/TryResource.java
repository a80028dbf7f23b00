package dev.countersign.rules.ui;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.platform.messaging.InvalidJson;
import dev.countersign.platform.messaging.Json;
import dev.countersign.platform.web.ProblemException;
import dev.countersign.platform.web.WithoutEffect;
import dev.countersign.rules.app.DryRun;
import dev.countersign.rules.app.JudgeEvent.Answer;
import dev.countersign.rules.app.LiveRules;
import dev.countersign.rules.app.PolicyVersion;
import dev.countersign.rules.json.InvalidPolicy.Problem;
import dev.countersign.rules.ui.words.SaidWords;
import dev.countersign.rules.ui.words.Sentence;
import dev.countersign.rules.ui.words.Speech;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;

/** Tries an event on what is in force or on any version; nothing is kept and nobody is asked. */
@Path("/policies/try")
@Authenticated
@Produces(MediaType.TEXT_HTML)
public class TryResource {

  private final PolicyReading policies;
  private final TryReading reading;
  private final LiveRules rules;
  private final DryRun dryRun;
  private final Speech speech;

  TryResource(
      PolicyReading policies, TryReading reading, LiveRules rules, DryRun dryRun, Speech speech) {
    this.policies = policies;
    this.reading = reading;
    this.rules = rules;
    this.dryRun = dryRun;
    this.speech = speech;
  }

  @GET
  @Operation(hidden = true)
  public Uni<TemplateInstance> page(
      @QueryParam("type") @DefaultValue("") String type,
      @QueryParam("policy") @DefaultValue("") String policy,
      @QueryParam("version") @DefaultValue("") String version) {
    return reading
        .prepared(TryPage.Typed.asked(type, "TRY-1", policy, version))
        .map(TryPages::page);
  }

  @POST
  @WithoutEffect
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Uni<RestResponse<TemplateInstance>> answer(@BeanParam SentEvent sent) {
    var typed = sent.typed();
    return reading
        .version(typed)
        .flatMap(found -> answer(reading.page(typed, found), typed, found));
  }

  private Uni<RestResponse<TemplateInstance>> answer(
      TryPage page, TryPage.Typed typed, Optional<PolicyVersion> version) {
    var mistakes = mistakes(typed, version);
    if (!mistakes.isEmpty()) {
      return refusal(page, mistakes);
    }
    try {
      Json.check(typed.data().getBytes(UTF_8));
    } catch (InvalidJson invalid) {
      return refusal(page, List.of(new Problem("json_invalid", "data", "This is no JSON.")));
    }
    return ask(typed, version).map(answer -> shown(page, answer));
  }

  private RestResponse<TemplateInstance> shown(TryPage page, Answer answer) {
    return switch (answer) {
      case Answer.Refused(var reason, var detail) -> {
        var code = reason.toLowerCase(Locale.ROOT);
        var notice = new Notice(SaidWords::noEvent, List.of(_ -> detail), code);
        yield refused(page, Mistakes.NONE, Optional.of(notice));
      }
      case Answer.Judged(var message) when message.isOfOthersToo() && !policies.isAdmin() -> {
        Sentence line = it -> it.needsGroup(PolicyReading.POLICY_ADMIN);
        var notice = new Notice(SaidWords::countsOthers, List.of(line), "group_required");
        yield refused(page, Mistakes.NONE, Optional.of(notice));
      }
      case Answer.Judged(var message) ->
          RestResponse.ok(
              TryPages.trial(
                  page.with(
                      Optional.of(TryPage.explained(message, dryRun.smallestChanges(message))),
                      Mistakes.NONE,
                      Optional.empty())));
    };
  }

  private Uni<RestResponse<TemplateInstance>> refusal(TryPage page, List<Problem> mistakes) {
    return Uni.createFrom()
        .item(refused(page, Mistakes.of("try", mistakes, speech.words()), Optional.empty()));
  }

  private Uni<Answer> ask(TryPage.Typed typed, Optional<PolicyVersion> version) {
    if (!rules.isComplete()) {
      throw new ProblemException(503, "rules_not_loaded", "The rules are still being read.");
    }
    var actor = policies.actor();
    var question = typed.question();
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
    if (version.isPresent()
        && !reading.typesOf(version.get().operation().value()).contains(typed.type())) {
      mistakes.add(new Problem("operation_other", "type", "The version is about other events."));
    }
    return mistakes;
  }

  private static RestResponse<TemplateInstance> refused(
      TryPage page, Mistakes mistakes, Optional<Notice> notice) {
    return FormAnswers.refused(TryPages.trial(page.with(Optional.empty(), mistakes, notice)));
  }
}
