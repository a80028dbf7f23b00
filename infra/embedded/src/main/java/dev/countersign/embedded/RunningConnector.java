package dev.countersign.embedded;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;

/** A connector of one test class. Closing it removes the connector and its slot. */
public final class RunningConnector implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String name;
  private final Database database;
  private final URI connect;

  private RunningConnector(String name, Database database, URI connect) {
    this.name = name;
    this.database = database;
    this.connect = connect;
  }

  /** Needs the tables and the publication: the service's migrations have run. */
  static RunningConnector start(String connector, Database database, URI connect)
      throws IOException, InterruptedException {
    String name = connector + "-" + database.name();
    RunningConnector running = new RunningConnector(name, database, connect);
    try (Connectors connectors = new Connectors(connect)) {
      connectors.put(ConnectorDefinition.of(connector, database, name));
      connectors.awaitRunning(name, PATIENCE);
    }
    return running;
  }

  public String name() {
    return name;
  }

  public String slot() {
    return ConnectorDefinition.slotOf(name);
  }

  @Override
  public void close() throws IOException, SQLException {
    try (Connectors connectors = new Connectors(connect)) {
      connectors.delete(name);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while removing " + name);
    }
    new Databases(database.address()).dropSlot(slot());
  }
}
