package dev.countersign.request.rest;

import dev.countersign.platform.web.ProblemException;
import dev.countersign.request.app.Act;
import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.Reason;
import dev.countersign.request.core.RequestEvent.Finding;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What stands in the calls that act on a request; each says which act it is. */
final class ActBodies {
  private static final int LONGEST_ID = 200;

  private ActBodies() {}

  /** Why something is done. */
  public record ReasonBody(@Nullable String reason) {
    Reason read() {
      return DecisionBody.reason(reason);
    }
  }

  /** Which place goes to whom; without {@code from} it is the caller's own. */
  public record ReassignBody(
      @Nullable Integer step, @Nullable String from, @Nullable String to, @Nullable String reason) {

    Act act() {
      if (step == null) {
        throw new ProblemException(400, "step_required", "Name the step.");
      }
      return new Act.Reassign(
          step,
          Optional.ofNullable(from).map(it -> person("from", it)),
          person("to", to),
          DecisionBody.reason(reason));
    }
  }

  /** Whose override the caller stands by. */
  public record WitnessBody(@Nullable String actor) {
    PersonId overrider() {
      return person("actor", actor);
    }
  }

  /** What a review came to: JUSTIFIED or NOT_JUSTIFIED. */
  public record ReviewBody(
      @Schema(enumeration = {"JUSTIFIED", "NOT_JUSTIFIED"}) @Nullable String finding,
      @Nullable String reason) {

    Act act() {
      for (Finding word : Finding.values()) {
        if (word.name().equals(finding)) {
          return new Act.Review(word, DecisionBody.reason(reason));
        }
      }
      throw new ProblemException(
          400, "finding_invalid", "A finding is JUSTIFIED or NOT_JUSTIFIED.");
    }
  }

  private static PersonId person(String field, @Nullable String id) {
    if (id == null || id.isEmpty() || id.length() > LONGEST_ID) {
      throw new ProblemException(400, "person_required", "Name a person in " + field + ".");
    }
    return new PersonId(id);
  }
}
