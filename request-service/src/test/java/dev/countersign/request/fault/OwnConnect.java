package dev.countersign.request.fault;

import dev.countersign.embedded.Child;
import dev.countersign.embedded.ConnectWorker;
import dev.countersign.embedded.ConnectorDefinition;
import dev.countersign.embedded.Connectors;
import dev.countersign.embedded.Databases;
import dev.countersign.embedded.EmbeddedInfrastructure;
import dev.countersign.embedded.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;

/** A Connect worker that nobody else uses, with the ledger's connector on {@link OwnDatabase}. */
final class OwnConnect implements AutoCloseable {
  static final String CONNECTOR = "request-ledger";
  static final String SLOT = "request_ledger";

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final List<String> OPTIONS =
      List.of("-Xms96m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private final ConnectWorker worker;
  private final Connectors connectors;
  private Child child;

  private OwnConnect(ConnectWorker worker, Child child) {
    this.worker = worker;
    this.child = child;
    this.connectors = new Connectors(worker.address());
  }

  static OwnConnect start() throws IOException, InterruptedException, SQLException {
    Path directory = Files.createTempDirectory("countersign-own-connect-");
    var name = "own-" + UUID.randomUUID();
    var settings =
        Map.of(
            "group.id", name,
            "config.storage.topic", name + ".config",
            "offset.storage.topic", name + ".offsets",
            "status.storage.topic", name + ".status");
    var kafka = EmbeddedInfrastructure.shared().kafka();
    var port = Ports.free(1).getFirst();
    var worker = new ConnectWorker(directory, port, kafka, OPTIONS, settings).prepare();
    var running = new OwnConnect(worker, run(worker));
    new Databases(Outage.database().address()).createSlot(Outage.database(), SLOT);
    running.connectors.put(definition());
    running.awaitRunning();
    return running;
  }

  static ConnectorDefinition definition() throws IOException {
    return ConnectorDefinition.of(CONNECTOR, Outage.database());
  }

  Connectors connectors() {
    return connectors;
  }

  void awaitRunning() throws IOException, InterruptedException {
    connectors.awaitRunning(CONNECTOR, PATIENCE);
  }

  /** Kills the worker; what it had not yet said, it says again. */
  void killAndRestart() throws IOException, InterruptedException {
    child.kill();
    child = run(worker);
    awaitRunning();
  }

  void stopConnector() throws IOException, InterruptedException {
    connectors.stop(CONNECTOR);
    Awaitility.await().atMost(PATIENCE).until(() -> connectors.state(CONNECTOR).isStopped());
  }

  void resumeConnector() throws IOException, InterruptedException {
    connectors.resume(CONNECTOR);
    awaitRunning();
  }

  private static Child run(ConnectWorker worker) throws IOException, InterruptedException {
    return Child.start(worker.command()).awaitReady(PATIENCE);
  }

  @Override
  public void close() throws IOException, SQLException {
    connectors.close();
    try {
      child.kill();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    new Databases(Outage.database().address()).dropSlot(SLOT);
  }
}
