package dev.countersign.notification.app;

import dev.countersign.notification.core.Result;
import io.smallrye.mutiny.Uni;

/** Calls endpoints. */
public interface EndpointCaller {

  /** Never fails: whatever goes wrong is a result. */
  Uni<Result> call(Claimed claimed, Endpoint endpoint);
}
