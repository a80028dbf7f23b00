package dev.countersign.request.app;

import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.Refusal;
import dev.countersign.request.core.Settings.Bulk;
import dev.countersign.request.core.Settings.Editing;
import dev.countersign.request.core.StepUp;
import dev.countersign.request.core.Turn;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a person could do to a request now. {@code hindrances} says of each deed what stands in its
 * way, as the rules themselves would refuse it; a deed that is not there is possible, given a
 * reason, and the sign-in that {@code stepUp} asks for before a decision, an override or standing
 * by one.
 */
public record Outlook(
    Map<Deed, Refusal> hindrances,
    Optional<Turn> turn,
    Map<Integer, Collection<PersonId>> pools,
    Optional<PersonId> witness,
    Bulk bulk,
    Editing editing,
    Optional<StepUp> stepUp) {

  /** What people do to requests. */
  public enum Deed {
    DECIDE,
    CANCEL,
    RESUBMIT,
    REASSIGN,
    OVERRIDE,
    WITNESS,
    REVIEW,
    REVOKE,
    RELEASE
  }

  public Outlook {
    hindrances = hindrances.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(hindrances));
    pools = Map.copyOf(pools);
  }

  public boolean allows(Deed deed) {
    return !hindrances.containsKey(deed);
  }
}
