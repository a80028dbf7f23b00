package dev.countersign.rules.app;

import dev.countersign.rules.core.operation.Operation;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Where the operation registry is kept. It is the same for every partner. */
public interface OperationRegistry {

  /** Grows with every change. */
  Uni<Long> version();

  Uni<List<Operation>> all();
}
