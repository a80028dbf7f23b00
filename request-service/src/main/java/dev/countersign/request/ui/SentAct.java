package dev.countersign.request.ui;

import dev.countersign.request.app.Act;
import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.Reason;
import dev.countersign.request.core.RequestEvent.Finding;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** The form of an act as it came back. Anything our own page would not send is refused outright. */
public class SentAct {
  static final String OVERRIDER = "overrider";

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
  private static final Pattern PERSON = Pattern.compile(".{1,200}", Pattern.DOTALL);

  @RestForm @Nullable String reason;
  @RestForm @Nullable String idempotencyKey;
  @RestForm @Nullable String viewer;
  @RestForm @Nullable String step;
  @RestForm @Nullable String from;
  @RestForm @Nullable String to;
  @RestForm @Nullable String finding;
  @RestForm @Nullable String overrider;

  /** The act that the form of this path stands for. */
  Act act(String path) {
    return switch (path) {
      case "cancel" -> new Act.Cancel(reason());
      case "resubmit" -> new Act.Resubmit(reason());
      case "override" -> new Act.OverrideCheckers(reason());
      case "revoke" -> new Act.Revoke(reason());
      case "release" -> new Act.Release(reason());
      case "review" -> new Act.Review(finding(), reason());
      case "reassign" ->
          new Act.Reassign(
              Integer.parseInt(SentDecision.matching(NUMBER, step)),
              Optional.ofNullable(from).map(SentAct::person),
              person(to),
              reason());
      default -> throw SentDecision.malformed();
    };
  }

  PersonId overrider() {
    return person(overrider == null ? null : overrider.strip());
  }

  String key() {
    return SentDecision.matching(SentDecision.KEY, idempotencyKey);
  }

  String typedReason() {
    return reason == null ? "" : reason;
  }

  Map<String, String> typedBesides() {
    return overrider == null ? Map.of() : Map.of(OVERRIDER, overrider);
  }

  /** J3: whether the page was made for whoever sends it. */
  boolean isFrom(String person) {
    return viewer == null || viewer.equals(person);
  }

  private Reason reason() {
    return SentDecision.reason(reason);
  }

  private Finding finding() {
    return switch (finding) {
      case "JUSTIFIED" -> Finding.JUSTIFIED;
      case "NOT_JUSTIFIED" -> Finding.NOT_JUSTIFIED;
      case null, default -> throw SentDecision.malformed();
    };
  }

  private static PersonId person(@Nullable String id) {
    return new PersonId(SentDecision.matching(PERSON, id));
  }
}
