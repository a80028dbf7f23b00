package dev.countersign.rules.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.platform.messaging.Json;
import dev.countersign.platform.storage.TenantTransaction;
import dev.countersign.platform.web.Caller;
import dev.countersign.platform.web.ProblemException;
import dev.countersign.platform.web.WithoutEffect;
import dev.countersign.rules.app.DryRun;
import dev.countersign.rules.app.DryRun.Question;
import dev.countersign.rules.app.JudgeEvent.Answer;
import dev.countersign.rules.app.LiveRules;
import dev.countersign.rules.core.analysis.WhatIf.Counterfactual;
import dev.countersign.rules.json.EvaluationJson;
import dev.countersign.rules.json.EvaluationMessage;
import dev.countersign.rules.json.JsonValues;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Tells what would become of an event, by the very code that judges the stream; nothing is kept.
 */
@Path("/v1/evaluations")
@Tag(name = "Evaluations")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class EvaluationsResource {

  /** Who may learn by trying what a customer or a colleague comes to (N-12). */
  private static final Set<String> SEEING_COUNTS =
      Set.of("policy_admin", "APPROVAL_CONFIGS", "auditor");

  private final Caller caller;
  private final DryRun dryRun;
  private final LiveRules rules;
  private final TenantTransaction transaction;

  EvaluationsResource(
      Caller caller, DryRun dryRun, LiveRules rules, TenantTransaction transaction) {
    this.caller = caller;
    this.dryRun = dryRun;
    this.rules = rules;
    this.transaction = transaction;
  }

  /** An event of the caller's partner, in the attributes of CloudEvents. */
  @Schema(name = "EventToEvaluate")
  public record EventRequest(
      @Schema(examples = "refund.requested") @NotBlank @Size(max = 256) String type,
      @NotBlank @Size(max = 256) String subject,
      @Nullable @Size(max = 512) String source,
      @Nullable @Size(max = 256) String id,
      @Nullable OffsetDateTime time,
      @Nullable @Size(max = 256) String actor,
      @Nullable @Size(max = 9) String revision,
      @Schema(implementation = Object.class) @NotNull JsonNode data) {}

  @POST
  @WithoutEffect
  @Authenticated
  @Operation(
      summary = "Dry run: the evaluation an event would get",
      description = "An amount or currency that cannot be judged is 422 with its reason as code.")
  public Uni<byte[]> evaluate(
      @NotNull @Valid EventRequest request,
      @Parameter(
              description =
                  "Judges by what was in force at this instant of the past, as then (N-08).")
          @QueryParam("asOf")
          @Nullable OffsetDateTime asOf,
      @Parameter(description = "Adds the smallest changes that would change the answer.")
          @QueryParam("explain")
          @DefaultValue("false")
          boolean explain) {
    if (!rules.isComplete()) {
      throw new ProblemException(503, "rules_not_loaded", "The rules are still being read.");
    }
    var actor = RulesResponses.actor(caller.partner(), caller.person());
    var question = question(request);
    if (asOf == null) {
      return dryRun.now(actor, question).map(answer -> answer(answer, explain));
    }
    var at = asOf.toInstant();
    if (at.isAfter(Instant.now())) {
      throw new ProblemException(422, "as_of_invalid", "The instant is yet to come.");
    }
    return transaction
        .run(Set.of(caller.partner()), tx -> dryRun.then(tx, actor, question, at))
        .map(answer -> answer(answer, explain));
  }

  private byte[] answer(Answer answer, boolean explain) {
    return switch (answer) {
      case Answer.Refused(var reason, var detail) ->
          throw new ProblemException(422, reason.toLowerCase(Locale.ROOT), detail);
      case Answer.Judged(var message) -> {
        if (message.isOfOthersToo() && SEEING_COUNTS.stream().noneMatch(caller::isIn)) {
          throw new ProblemException(
              403,
              "group_required",
              "Its policy counts what others did; to try it needs the group policy_admin.");
        }
        yield explain ? explained(message) : answer(message);
      }
    };
  }

  /** The evaluation, and what would have had to be different (N-03). */
  private byte[] explained(EvaluationMessage message) {
    var body = (ObjectNode) Json.read(answer(message));
    var list = body.putArray("counterfactuals");
    dryRun.smallestChanges(message).forEach(it -> write(it, list.addObject()));
    return Json.bytes(body);
  }

  private static void write(Counterfactual it, ObjectNode node) {
    node.put("field", it.field());
    node.set("was", JsonValues.write(it.was()));
    node.set("would", JsonValues.write(it.would()));
    node.put("answer", it.answer().verdict());
    var asked = node.putArray("asked");
    it.answer().asked().forEach(asked::add);
  }

  private static byte[] answer(EvaluationMessage message) {
    var body = EvaluationJson.write(message).body().bytes();
    var reason = message.reasonCode().orElse("");
    if (reason.startsWith("AMOUNT_") || reason.startsWith("CURRENCY_")) {
      throw new ProblemException(
          422,
          reason.toLowerCase(Locale.ROOT),
          "The event would be quarantined.",
          Map.of("evaluation", Json.read(body)));
    }
    return body;
  }

  private static Question question(EventRequest request) {
    return new Question(
        request.type(),
        request.subject(),
        request.source(),
        request.id(),
        request.time(),
        request.actor(),
        request.revision(),
        new String(Json.bytes(request.data()), UTF_8));
  }
}
