package dev.countersign.request.simulation;

import static dev.countersign.request.simulation.Mutants.commanding;
import static dev.countersign.request.simulation.Mutants.replacing;
import static dev.countersign.request.simulation.Mutants.seeing;

import dev.countersign.request.core.Manner;
import dev.countersign.request.core.RequestCommand;
import dev.countersign.request.core.RequestCommand.Aim;
import dev.countersign.request.core.RequestCommand.Decide;
import dev.countersign.request.core.RequestEvent.ChangesRequested;
import dev.countersign.request.core.RequestEvent.DecisionRecorded;
import dev.countersign.request.core.RequestState;
import dev.countersign.request.core.RequestState.Pending;
import dev.countersign.request.core.Settings;
import dev.countersign.request.core.Settings.AnyField;
import dev.countersign.request.core.Settings.Bulk;
import dev.countersign.request.core.Settings.Editing;
import dev.countersign.request.core.Terms;
import dev.countersign.request.simulation.Mutants.Mutant;
import java.util.List;
import java.util.Optional;

/** Rules that are wrong about what is decided together, or changed while it is decided. */
final class WrongEdits {
  private WrongEdits() {}

  static List<Mutant> all() {
    return List.of(
        seeing(
            "a bulk is allowed everywhere",
            state -> with(state, Optional.empty(), Optional.of(Bulk.ALLOWED))),
        replacing(
            "a bulk decision is told as one by itself",
            event ->
                event instanceof DecisionRecorded d
                    ? new DecisionRecorded(
                        d.step(),
                        d.ballot(),
                        d.reason(),
                        d.moved(),
                        d.tally(),
                        Manner.ALONE,
                        d.at())
                    : event),
        seeing(
            "any field may be edited",
            state -> with(state, Optional.of(new AnyField()), Optional.empty())),
        commanding("an approval counts without its edit", (command, _) -> unedited(command)),
        replacing(
            "an edit is not told",
            event ->
                event instanceof ChangesRequested(var no, var by, var back, _, var why, var at)
                    ? new ChangesRequested(no, by, back, Optional.empty(), why, at)
                    : event),
        replacing(
            "an edit is somebody else's",
            event ->
                event instanceof ChangesRequested(var no, _, var back, var edit, var why, var at)
                    ? new ChangesRequested(no, Cast.MAKER, back, edit, why, at)
                    : event));
  }

  private static RequestCommand unedited(RequestCommand command) {
    return command instanceof Decide d && d.aim().edit().isPresent()
        ? new Decide(d.by(), d.vote(), d.reason(), d.seen(), Aim.NONE, d.manner())
        : command;
  }

  private static RequestState with(
      RequestState state, Optional<Editing> editing, Optional<Bulk> bulk) {
    if (!(state instanceof Pending(var terms, var tracks))) {
      return state;
    }
    var s = terms.settings();
    var other =
        new Settings(
            s.ttl(),
            s.ttlInChanges(),
            s.hold(),
            s.selfApproval(),
            s.sameApprover(),
            editing.orElse(s.editing()),
            s.iterationPolicy(),
            s.cancelledBy(),
            s.override(),
            bulk.orElse(s.bulk()));
    return new Pending(
        new Terms(terms.operation(), terms.makers(), terms.pinned(), terms.expiresAt(), other),
        tracks);
  }
}
