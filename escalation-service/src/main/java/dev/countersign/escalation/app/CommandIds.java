package dev.countersign.escalation.app;

import dev.countersign.escalation.core.TimerKey;
import dev.countersign.platform.messaging.NameBasedIds;
import java.util.UUID;

/** Ids of commands: the same timer asks under the same id, however often it is sent (ruling 19). */
public final class CommandIds {

  private CommandIds() {}

  public static UUID of(TimerKey key) {
    return NameBasedIds.v5(key.request().value(), key.commandName());
  }
}
