package dev.countersign.request.app;

import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.Reason;
import dev.countersign.request.core.RequestEvent.Finding;
import java.util.Optional;

/** What a person does to a request besides deciding it. */
public sealed interface Act {
  Reason reason();

  /** The maker withdraws, or an operator cancels (T-15). */
  record Cancel(Reason reason) implements Act {}

  /** The maker insists that nothing needs to change (T-13). */
  record Resubmit(Reason reason) implements Act {}

  /** A place in a step goes to another person of the pool; without {@code from} it is one's own. */
  record Reassign(int step, Optional<PersonId> from, PersonId to, Reason reason) implements Act {}

  /** A partner's admin approves in an emergency; a witness has attested to it (T-21). */
  record OverrideCheckers(Reason reason) implements Act {}

  /** A controller says whether an override was justified (T-24). */
  record Review(Finding finding, Reason reason) implements Act {}

  /** A checker or an operator stops an approved request in its hold (T-23). */
  record Revoke(Reason reason) implements Act {}

  /** An operator lets a quarantined event be evaluated again (T-04). */
  record Release(Reason reason) implements Act {}
}
