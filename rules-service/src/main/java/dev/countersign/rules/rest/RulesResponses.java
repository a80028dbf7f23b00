package dev.countersign.rules.rest;

import dev.countersign.platform.web.Idempotency.Reply;
import dev.countersign.platform.web.ProblemException;
import dev.countersign.rules.app.Actor;
import dev.countersign.rules.app.Refusal;
import dev.countersign.rules.app.Ruling;
import dev.countersign.rules.core.PersonId;
import dev.countersign.rules.core.partner.PartnerId;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Locale;

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
      case PARTNER_UNKNOWN ->
          new ProblemException(409, code, "Set up the partner first: PUT /v1/partners/{id}.");
      case VERSION_OPEN ->
          new ProblemException(409, code, "Another version of this policy is still open.");
      case NOT_A_DRAFT -> new ProblemException(409, code, "Only a draft can be changed.");
      case NOT_IN_REVIEW ->
          new ProblemException(409, code, "Only a version in review can be activated.");
      case STALE_VERSION ->
          new ProblemException(412, code, "Somebody has changed it; read it again.");
      case PRESET_MAY_NOT_LOOSEN ->
          new ProblemException(409, code, "A strict partner stays strict.");
      case CURRENCY_UNKNOWN,
          OPERATION_UNKNOWN,
          OPERATION_WITHOUT_AMOUNT,
          BANDS_MISSING,
          TOO_MANY_BANDS,
          BAND_REPEATED,
          AMOUNT_INVALID,
          STEPS_MISSING,
          TOO_MANY_STEPS,
          ROLE_INVALID,
          QUORUM_INVALID,
          TIMEOUT_INVALID,
          TTL_INVALID ->
          new ProblemException(422, code, "The policy cannot say this: " + words(code) + ".");
    };
  }

  private static String words(String code) {
    return code.replace('_', ' ');
  }
}
