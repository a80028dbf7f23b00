package dev.countersign.notification.core;

import java.util.List;

/** Whom request-service found eligible for a step; it alone decides that. */
public sealed interface Audience {

  record People(List<String> personIds) implements Audience {
    public People {
      personIds = List.copyOf(personIds);
    }
  }

  /** A pool too large to be listed. */
  record Role(String name) implements Audience {}

  record Nobody() implements Audience {}
}
