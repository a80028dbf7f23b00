package dev.countersign.request.app;

import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.Reason;
import dev.countersign.request.core.Refusal;
import dev.countersign.request.core.RequestCommand;
import dev.countersign.request.core.RequestCommand.Decide;
import dev.countersign.request.core.RequestDecider;
import dev.countersign.request.core.RequestState;
import dev.countersign.request.core.Ruling;
import dev.countersign.request.core.Vote;
import java.util.Optional;

/** What the rules would answer to a command that nobody has given yet. */
final class Foresight {
  /** A reason long enough for every policy: whether there is one is for the caller to see to. */
  static final Reason GIVEN = new Reason("x".repeat(500));

  private Foresight() {}

  /** A vote on what the request says now, with a reason. */
  static Decide vote(PersonId person, Vote vote, RequestState state) {
    return new Decide(person, vote, GIVEN, state.pinned());
  }

  /** What the command would be refused with; empty if it would be obeyed. */
  static Optional<Refusal> refusal(RequestCommand command, Loaded loaded) {
    return switch (RequestDecider.decide(command, loaded.state(), loaded.context())) {
      case Ruling.Refused(var refusal) -> Optional.of(refusal);
      case Ruling.Accepted _ -> Optional.empty();
    };
  }
}
