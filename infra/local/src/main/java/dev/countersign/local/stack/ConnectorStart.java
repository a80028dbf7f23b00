package dev.countersign.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.embedded.ConnectorDefinition;
import dev.countersign.embedded.ConnectorState;
import dev.countersign.embedded.Connectors;
import dev.countersign.local.Json;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/** Brings a connector to run. One that fails at first is started again for a while. */
final class ConnectorStart {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  private final Connectors connectors;

  ConnectorStart(Connectors connectors) {
    this.connectors = connectors;
  }

  void put(ConnectorDefinition definition) throws IOException, InterruptedException {
    connectors.put(definition);
  }

  void awaitRunning(String name) throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(PATIENCE);
    ConnectorState state = connectors.state(name);
    while (!state.isRunning()) {
      if (Instant.now().isAfter(deadline)) {
        throw new IOException(
            "The connector %s does not run (%s); see the log of connect."
                .formatted(name, cause(state.description())));
      }
      if (state.hasFailed()) {
        connectors.restartFailed(name);
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      state = connectors.state(name);
    }
  }

  /** The first line of the trace that Connect shows of a failed task. */
  static String cause(String description) throws IOException {
    for (JsonNode trace : Json.MAPPER.readTree(description).findValues("trace")) {
      return trace.asText().lines().findFirst().orElse("no reason given");
    }
    return "it has not started yet";
  }
}
