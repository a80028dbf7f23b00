package dev.countersign.notification.app;

import dev.countersign.notification.core.NextStep;
import dev.countersign.notification.core.Result;
import java.util.List;

/**
 * A claimed delivery after its attempt.
 *
 * @param parts what a digest that has ended is for the deliveries gathered in it
 */
public record Settled(Claimed claimed, Result result, NextStep next, List<Part> parts) {

  /** A gathered delivery and what its digest led to. */
  public record Part(DeliveryId id, NextStep end) {}

  public Settled {
    parts = List.copyOf(parts);
  }
}
