package dev.countersign.rules.rest;

import dev.countersign.platform.web.Idempotency.Reply;
import dev.countersign.platform.web.ProblemException;
import dev.countersign.rules.app.Actor;
import dev.countersign.rules.app.Refusal;
import dev.countersign.rules.app.Ruling;
import dev.countersign.rules.core.PersonId;
import dev.countersign.rules.core.partner.PartnerId;
import dev.countersign.rules.core.policy.TermsProblem;
import dev.countersign.rules.json.InvalidPolicy;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Between use cases and HTTP: refusals become problems, replies become responses. */
final class RulesResponses {

  private RulesResponses() {}

  static Actor actor(String partner, String person) {
    return new Actor(new PartnerId(partner), new PersonId(person));
  }

  static <T> T accepted(Ruling<T> ruling) {
    return switch (ruling) {
      case Ruling.Accepted<T>(var result) -> result;
      case Ruling.Refused<T>(var refusal) -> throw problem(refusal);
      case Ruling.Unsound<T>(var problems) -> throw unsound(problems);
    };
  }

  static Response of(Reply reply) {
    return Response.status(reply.status())
        .type(MediaType.APPLICATION_JSON)
        .entity(reply.body())
        .build();
  }

  static ProblemException problem(Refusal refusal) {
    var code = refusal.name().toLowerCase(Locale.ROOT);
    return switch (refusal) {
      case NOT_FOUND -> ProblemException.notFound();
      case FOUR_EYES_REQUIRED ->
          new ProblemException(
              403, code, "Another policy admin than the authors must activate it.");
      case PARTNER_UNKNOWN -> conflict(code, "Set up the partner first: PUT /v1/partners/{id}.");
      case VERSION_OPEN -> conflict(code, "Another version of this policy is still open.");
      case NOT_A_DRAFT -> conflict(code, "Only a draft can be changed.");
      case NOT_IN_REVIEW -> conflict(code, "Only a version in review can be activated.");
      case NOT_ACTIVE -> conflict(code, "Only a version in force or in review can be retired.");
      case NOT_IN_FORCE -> conflict(code, "Only a version in force is looked at again.");
      case REVIEW_DATE_INVALID ->
          new ProblemException(
              422, code, "A review is after today, or after the start, and within two years.");
      case DRAIN_REQUIRED ->
          conflict(code, "Requests may be open under it; say mode DRAIN to let them end.");
      case REASON_REQUIRED -> new ProblemException(422, code, "Say why.");
      case POLICY_HAS_ERRORS -> conflict(code, "The analysis finds errors: GET …/lint names them.");
      case NAME_TAKEN -> conflict(code, "A name or an event type already means another operation.");
      case POOL_INSUFFICIENT ->
          conflict(code, "Too few people could decide a step: GET …/lint names it.");
      case FALLBACK_REQUIRED ->
          conflict(code, "Nobody can prove that it asks somebody; name a fallbackStep.");
      case VALID_FROM_INVALID ->
          new ProblemException(422, code, "A version starts now or within a year.");
      case NOT_IN_SHADOW -> conflict(code, "Only a version in the shadow can leave it.");
      case WINDOW_INVALID ->
          new ProblemException(422, code, "A window lies in the past and begins before it ends.");
      case WINDOW_TOO_LONG ->
          new ProblemException(422, code, "The window is longer than the topics are kept for.");
      case SIMULATION_RUNNING -> conflict(code, "Another simulation of this partner is running.");
      case SIMULATIONS_BUSY ->
          new ProblemException(429, code, "Too many simulations run here; try later.");
      case SIMULATION_ENDED -> conflict(code, "The simulation has ended.");
      case STALE_VERSION ->
          new ProblemException(412, code, "Somebody has changed it; read it again.");
      case PRESET_MAY_NOT_LOOSEN -> conflict(code, "A strict partner stays strict.");
      case LOCKS_MAY_NOT_LOOSEN -> conflict(code, "A strict partner's locks stay locked.");
      case CURRENCY_UNKNOWN -> new ProblemException(422, code, "No such currency.");
      case OPERATION_UNKNOWN -> new ProblemException(422, code, "No such operation.");
      case CALENDARS_NOT_LOADED ->
          new ProblemException(503, code, "The calendars are still being read.");
    };
  }

  private static ProblemException conflict(String code, String detail) {
    return new ProblemException(409, code, detail);
  }

  /** Every problem of a document, the first of which names the answer. */
  static ProblemException invalid(InvalidPolicy document) {
    var first = document.problems().getFirst();
    return new ProblemException(
        first.code().equals(InvalidPolicy.UNKNOWN_FIELD) ? 400 : 422,
        first.code(),
        first.path() + ": " + first.advice(),
        Map.of("problems", document.problems()));
  }

  private static ProblemException unsound(List<TermsProblem> problems) {
    var listed =
        problems.stream()
            .map(it -> {
              var code = it.code().name().toLowerCase(Locale.ROOT);
              return new InvalidPolicy.Problem(code, it.path(), words(code));
            })
            .toList();
    var first = listed.getFirst();
    return new ProblemException(
        422,
        first.code(),
        "The policy cannot say this: " + first.advice() + " at " + first.path() + ".",
        Map.of("problems", listed));
  }

  private static String words(String code) {
    return code.replace('_', ' ');
  }
}
