package dev.countersign.request.app;

import io.smallrye.mutiny.Uni;

/** Where events go that get no outcome; acknowledged before the transaction commits. */
public interface Letters {

  /** The event's id was used before with other content. */
  Uni<Void> idReused(Evaluation evaluation);

  /** The event cancels a subject that nobody is asked about. */
  Uni<Void> noOpenRequest(Evaluation evaluation);

  /** The event revises a subject to a revision that is known or passed. */
  Uni<Void> outdatedRevision(Evaluation evaluation);

  /** The database refuses the event whatever is tried. */
  Uni<Void> refused(Evaluation evaluation, String detail);
}
