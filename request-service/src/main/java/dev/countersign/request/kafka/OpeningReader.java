package dev.countersign.request.kafka;

import dev.countersign.request.app.Dossier;
import dev.countersign.request.app.message.Fields;
import dev.countersign.request.app.message.InvalidMessage;
import dev.countersign.request.app.message.RouteReader;
import dev.countersign.request.app.message.SettingsReader;
import dev.countersign.request.core.Opening;
import dev.countersign.request.core.Opening.NotRequired;
import dev.countersign.request.core.Opening.Required;
import dev.countersign.request.core.Opening.Unevaluable;
import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.Seen;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What a version of the policy said of an event: nothing to ask, a route, or quarantine. */
final class OpeningReader {
  private static final Duration USUAL_TTL = Duration.ofDays(7);

  /** What the event is about, whichever version judges it. */
  record About(Dossier dossier, Set<PersonId> makers, Optional<Integer> version) {

    static About of(Fields event, Dossier dossier, Optional<Integer> version) {
      var makers = new HashSet<PersonId>();
      dossier.maker().map(PersonId::new).ifPresent(makers::add);
      event.texts("contributors").stream().map(PersonId::new).forEach(makers::add);
      return new About(dossier, makers, version);
    }
  }

  private OpeningReader() {}

  static Opening read(Fields fields, About about) {
    return switch (fields.require("verdict")) {
      case "NOT_REQUIRED" -> new NotRequired();
      case "REQUIRED" -> required(fields, about);
      case "QUARANTINED" ->
          new Unevaluable(
              about.makers(),
              fields.text("reasonCode").orElse("UNSPECIFIED"),
              USUAL_TTL,
              fields.object("route").flatMap(SettingsReader::overrideIn));
      default -> throw new InvalidMessage("verdict has an unknown value");
    };
  }

  private static Opening required(Fields fields, About about) {
    var dossier = about.dossier();
    if (dossier.operation().isEmpty()
        || dossier.subjectId().isEmpty()
        || dossier.maker().isEmpty()
        || dossier.payloadDigest().isEmpty()
        || about.version().isEmpty()) {
      throw new InvalidMessage(
          "operation, subjectId, maker, payloadDigest or policyVersion is missing");
    }
    var route = fields.object("route").orElseThrow(() -> new InvalidMessage("route is missing"));
    var pinned =
        new Seen(dossier.payloadDigest().get(), dossier.iteration(), about.version().get());
    return new Required(
        dossier.operation().get(),
        about.makers(),
        pinned,
        RouteReader.tracks(route),
        SettingsReader.of(route));
  }
}
