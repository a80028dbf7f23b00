package dev.countersign.request.app;

import dev.countersign.request.core.RequestId;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/**
 * A request together with everybody its open steps may concern, to be looked at and not changed.
 */
public interface WholePools {

  /** Empty if the partner has no such request. */
  Uni<Optional<Loaded>> load(String partner, RequestId request);
}
