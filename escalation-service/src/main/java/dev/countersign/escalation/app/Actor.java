package dev.countersign.escalation.app;

import dev.countersign.escalation.core.PartnerId;

/** Who asks. Every use case takes one, so that forgetting to authenticate does not compile. */
public sealed interface Actor {

  /** A person with a verified token. */
  record Human(PartnerId partner, String person) implements Actor {}

  /** The service itself: its consumer or its clock. */
  record Service(String name) implements Actor {}
}
