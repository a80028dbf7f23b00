package dev.countersign.rules.app;

import dev.countersign.rules.core.operation.OperationCode;
import dev.countersign.rules.core.partner.PartnerId;
import java.util.Optional;

/** What is known of every event of a topic: whose it is, and what it is about (ruling 2). */
public record TopicBinding(Optional<PartnerId> partner, Optional<OperationCode> operation) {

  /** The shared intake topic binds nothing. */
  public static final TopicBinding NONE = new TopicBinding(Optional.empty(), Optional.empty());
}
