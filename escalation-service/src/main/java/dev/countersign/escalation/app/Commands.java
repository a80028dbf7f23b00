package dev.countersign.escalation.app;

import dev.countersign.escalation.core.TimerCommand;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** The way to request-service. */
public interface Commands {

  /** Completes when every replica has every command; fails if one of them was not taken. */
  Uni<Void> send(List<TimerCommand> commands);
}
