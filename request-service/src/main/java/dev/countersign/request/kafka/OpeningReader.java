package dev.countersign.request.kafka;

import dev.countersign.request.app.Dossier;
import dev.countersign.request.app.message.Fields;
import dev.countersign.request.app.message.InvalidMessage;
import dev.countersign.request.app.message.RouteReader;
import dev.countersign.request.core.Opening;
import dev.countersign.request.core.Opening.NotRequired;
import dev.countersign.request.core.Opening.Required;
import dev.countersign.request.core.Opening.Unevaluable;
import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.Seen;
import java.time.Duration;
import java.util.HashSet;
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
    var steps = RouteReader.steps(route);
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
}
