package dev.countersign.embedded;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Puts a connector right that has lost its slot or its offsets: the rows it may not have published
 * are published (again, byte by byte the same), and then it goes on as before. Nothing is skipped:
 * the new slot is made first, so that what is committed from then on comes out of the log.
 *
 * @param tables the tables that are messages
 */
public record Republication(
    Connectors connectors, Database database, ConnectorDefinition usual, List<Table> tables) {

  /**
   * A table of messages, the column that tells when they were said, and the order to say them in.
   */
  public record Table(String name, String time, String order) {
    /** Messages of their own, which were said at their {@code ce_time}. */
    public Table(String name, String order) {
      this(name, "ce_time", order);
    }
  }

  /** What the ledger connector of request-service publishes. */
  public static final List<Table> LEDGER_TABLES =
      List.of(
          new Table("request.ledger", "ce_time, ce_seq"),
          new Table("request.outcome", "ce_time"),
          new Table("request.security_event", "ce_time"),
          new Table("request.sequence_event", "ce_time"),
          new Table("request.ledger_checkpoint", "seq"),
          new Table("request.released_event", "released_at", "released_at"));

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration MARGIN = Duration.ofMinutes(10);

  public Republication {
    tables = List.copyOf(tables);
  }

  /** When the connector was last seen alive, with a margin for transactions that were open then. */
  public Instant lastBeat() throws SQLException {
    return query(
            "select at from tech.heartbeat where id = 1",
            rows -> rows.getObject(1, OffsetDateTime.class).toInstant())
        .minus(MARGIN);
  }

  /** Publishes whatever was said at that moment or later, and returns when it has been. */
  public void since(Instant from) throws IOException, InterruptedException, SQLException {
    String slot = ConnectorDefinition.slotOf(usual.name());
    connectors.stop(usual.name());
    await("stops", () -> connectors.state(usual.name()).isStopped());
    connectors.forgetOffsets(usual.name());
    databases().dropSlot(slot);
    databases().createSlot(database, slot);
    connectors.put(reading(from));
    connectors.resume(usual.name());
    await("has published what was missing", this::hasPublished);
    connectors.put(usual);
    connectors.awaitRunning(usual.name(), PATIENCE);
  }

  /** The usual definition, but it first reads the rows of that time and later. */
  private ConnectorDefinition reading(Instant from) {
    var json = new StringBuilder(usual.json().replace("\"no_data\"", "\"initial\""));
    json.setLength(json.lastIndexOf("}"));
    json.append(", \"snapshot.select.statement.overrides\": \"")
        .append(String.join(",", tables.stream().map(Table::name).toList()))
        .append('"');
    for (Table table : tables) {
      json.append(
          ", \"snapshot.select.statement.overrides.%s\": \"select * from %s where %s >= '%s' order by %s\""
              .formatted(table.name(), table.name(), table.time(), from, table.order()));
    }
    return new ConnectorDefinition(usual.name(), json.append('}').toString());
  }

  /** Offsets that speak of the log and of no snapshot are kept with the records themselves. */
  private boolean hasPublished() throws IOException, InterruptedException {
    if (connectors.state(usual.name()).hasFailed()) {
      throw new IOException("It failed: " + connectors.state(usual.name()).description());
    }
    String offsets = connectors.offsets(usual.name());
    return offsets.contains("\"lsn\"") && !offsets.contains("\"snapshot\"");
  }

  private void await(String what, Condition condition) throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!condition.holds()) {
      if (Instant.now().isAfter(deadline)) {
        throw new IOException("Expected that " + usual.name() + " " + what + " in " + PATIENCE);
      }
      boolean never = new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
      assert !never;
    }
  }

  private Databases databases() {
    return new Databases(database.address());
  }

  private <T> T query(String sql, Reader<T> reader) throws SQLException {
    try (Connection connection = databases().connect(database.name());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return reader.read(rows);
    }
  }

  @FunctionalInterface
  private interface Condition {
    boolean holds() throws IOException, InterruptedException;
  }

  @FunctionalInterface
  private interface Reader<T> {
    T read(ResultSet rows) throws SQLException;
  }
}
