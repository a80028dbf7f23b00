package dev.countersign.rules.app;

import dev.countersign.rules.core.operation.Operation;
import dev.countersign.rules.core.operation.OperationCode;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** Where the operation registry is kept. It is the same for every partner. */
public interface OperationRegistry {

  /** Grows with every change. */
  Uni<Long> version();

  Uni<List<Operation>> all();

  /** An operation, and how often it was changed. */
  record Entry(Operation operation, int revision) {}

  Uni<Optional<Entry>> find(OperationCode code);

  /** An operation as it shall be from now on; revision 0 is one that is not there yet. */
  record Change(Operation operation, int revision, Actor actor) {}

  /** Adds or replaces an operation, unless it is no longer at the revision the change names. */
  Uni<Ruling<Entry>> save(Change change);
}
