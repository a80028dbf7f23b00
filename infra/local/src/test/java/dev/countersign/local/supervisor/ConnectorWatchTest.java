package dev.countersign.local.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.countersign.embedded.Connectors;
import dev.countersign.local.Web;
import dev.countersign.local.state.PortTable;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ConnectorWatchTest {

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final HttpServer connect = Web.server(0);

  ConnectorWatchTest() throws IOException {}

  @AfterEach
  void stop() {
    connect.stop(0);
  }

  @Test
  @DisplayName("E13: a task that has failed is started again")
  void startsAFailedTaskAgain() throws InterruptedException {
    answering("FAILED");

    poll();

    assertThat(asked)
        .containsExactly(
            "GET /connectors/request-ledger/status",
            "POST /connectors/request-ledger/restart?includeTasks=true&onlyFailed=true");
  }

  @Test
  void leavesARunningTaskAlone() throws InterruptedException {
    answering("RUNNING");

    poll();

    assertThat(asked).containsExactly("GET /connectors/request-ledger/status");
  }

  @Test
  void waitsWhileConnectIsAway() throws InterruptedException {
    URI nobody = URI.create("http://localhost:" + PortTable.free().of("connect"));

    poll(nobody);

    assertThat(asked).isEmpty();
  }

  private void poll() throws InterruptedException {
    poll(URI.create("http://localhost:" + connect.getAddress().getPort()));
  }

  private static void poll(URI address) throws InterruptedException {
    try (Connectors connectors = new Connectors(address)) {
      new ConnectorWatch(connectors, List.of("request-ledger")).poll();
    }
  }

  private void answering(String taskState) {
    connect.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
          Map<String, String> running = Map.of("state", "RUNNING");
          List<Map<String, String>> tasks = List.of(Map.of("state", taskState));
          Web.json(exchange, 200, Map.of("connector", running, "tasks", tasks));
        });
    connect.start();
  }
}
