package dev.countersign.request.fault;

import dev.countersign.embedded.Database;
import dev.countersign.embedded.EmbeddedInfrastructure;
import dev.countersign.embedded.KillableServer;
import dev.countersign.embedded.Ports;
import dev.countersign.embedded.PostgresServer;
import dev.countersign.platform.testing.FaultProxy;
import dev.countersign.platform.testing.TestIssuer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server that nobody else uses, behind a network that fails on demand. The tests that
 * name it share one application; {@link Outage} is how they reach the switches.
 */
public class OwnDatabase implements QuarkusTestResourceLifecycleManager {

  private static final Map<String, String> SETTINGS =
      Map.of(
          "shared_buffers", "96MB",
          "max_connections", "100",
          // Processes are killed here, not machines: what the kernel has, it keeps.
          "fsync", "off",
          // Small, so that a test can lose a slot in a second.
          "max_slot_wal_keep_size", "32MB",
          "deadlock_timeout", "200ms");

  private @Nullable KillableServer server;
  private @Nullable FaultProxy proxy;

  @Override
  public Map<String, String> start() {
    try {
      return run();
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    } catch (SQLException problem) {
      throw new IllegalStateException(problem);
    } catch (InterruptedException problem) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(problem);
    }
  }

  private Map<String, String> run() throws IOException, InterruptedException, SQLException {
    var directory = Files.createTempDirectory("countersign-own-postgres-");
    var port = Ports.free(1).getFirst();
    var running = KillableServer.start(new PostgresServer(directory, port, SETTINGS));
    var network = new FaultProxy(port);
    server = running;
    proxy = network;
    var database = running.server().databases().create("request", "request");
    Outage.publish(running, network);
    return settings(database, network);
  }

  private static Map<String, String> settings(Database database, FaultProxy network) {
    var settings = new HashMap<>(TestIssuer.settings());
    settings.put("countersign.database.address", "127.0.0.1:" + network.port());
    settings.put("countersign.database.name", database.name());
    settings.put("countersign.database.password", database.serviceRole());
    settings.put("countersign.database.migration-password", database.migrationRole());
    settings.put("countersign.database.scan-password", database.scanRole());
    settings.put(
        "countersign.topic-prefix", "f" + UUID.randomUUID().toString().substring(0, 8) + ".");
    settings.put("kafka.bootstrap.servers", EmbeddedInfrastructure.shared().kafka());
    return settings;
  }

  @Override
  public void stop() {
    try {
      if (proxy != null) {
        proxy.close();
      }
      if (server != null) {
        server.close();
      }
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }
}
