package dev.countersign.request.people;

import dev.countersign.request.core.people.Delegation;
import dev.countersign.request.core.people.DelegationRules;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Who decides for whom, and when (F-140). Every call sees one partner's only. */
public interface Delegations {

  /** A delegation as it is stored. */
  record Stored(
      UUID id, Delegation delegation, String reason, Note created, Optional<Note> revoked) {}

  /** Who did something, and when. */
  record Note(String by, Instant at) {}

  /** What somebody wants to lend, and why. */
  record Wish(String partner, Delegation delegation, String reason, String by) {}

  /** What became of a wish. */
  sealed interface Result {
    record Done(Stored stored) implements Result {}

    /** The rules of delegation forbid it. */
    record Forbidden(DelegationRules.Problem problem) implements Result {}

    /** One of the two is not an active human of the directory. */
    record PersonUnknown() implements Result {}
  }

  /** Lends a person's right to decide. */
  Uni<Result> create(Wish wish);

  /** Ends a delegation now; empty if there is none. Ending it again changes nothing. */
  Uni<Optional<Stored>> revoke(String partner, UUID id, String by);

  Uni<Optional<Stored>> find(String partner, UUID id);

  /** At most {@code limit} delegations after an id; of one person's, given or taken, if named. */
  Uni<List<Stored>> list(String partner, Optional<String> person, UUID after, int limit);
}
