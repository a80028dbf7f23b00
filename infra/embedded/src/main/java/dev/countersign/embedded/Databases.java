package dev.countersign.embedded;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Pattern;
import org.postgresql.ds.PGSimpleDataSource;

/** Creates what a superuser must create: roles, databases, and replication slots. */
public final class Databases {

  static final String CAPTURE_ROLE = "cdc";
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  private final String address;

  public Databases(String address) {
    this.address = address;
  }

  /**
   * Creates the database and the roles of the service unless they exist. The migration role owns
   * the database; nobody but the service's roles and the capture role may connect to it.
   */
  public Database create(String service, String name) throws SQLException {
    Database database = new Database(check(service), check(name), address);
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      createRole(statement, database.migrationRole(), "");
      createRole(statement, database.serviceRole(), "");
      createRole(statement, database.scanRole(), "");
      createRole(statement, CAPTURE_ROLE, "replication");
      if (!exists(statement, "select from pg_database where datname = '" + name + "'")) {
        statement.execute(
            "create database "
                + name
                + " owner "
                + database.migrationRole()
                + " template template0");
      }
      statement.execute("revoke all on database " + name + " from public");
      statement.execute("grant connect on database " + name + " to " + rolesOf(database));
    }
    return database;
  }

  /** Drops the database with the slots and connections it still has. */
  public void drop(String name) throws SQLException {
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      dropSlots(statement, "database = '" + check(name) + "'");
      statement.execute("drop database if exists " + name + " with (force)");
    }
  }

  /**
   * Creates a slot for a connector unless it exists, so that nothing written from now on is missed
   * even if the connector starts later. It is a failover slot: a standby that syncs slots takes it
   * over, and with {@code synchronized_standby_slots} nothing is published that the standby lacks.
   */
  public void createSlot(Database database, String slot) throws SQLException {
    try (Connection connection = connect(database.name());
        Statement statement = connection.createStatement()) {
      String found = "select from pg_replication_slots where slot_name = '" + check(slot) + "'";
      if (!exists(statement, found)) {
        statement.execute(
            "select pg_create_logical_replication_slot('%s', 'pgoutput', failover => true)"
                .formatted(slot));
      }
    }
  }

  /** Drops a slot if it exists, and ends the stream of the connector that still reads from it. */
  public void dropSlot(String slot) throws SQLException {
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      dropSlots(statement, "slot_name = '" + check(slot) + "'");
    }
  }

  /** A connection of the superuser. */
  public Connection connect(String database) throws SQLException {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl("jdbc:postgresql://" + address + "/" + database);
    source.setUser(PostgresServer.SUPERUSER);
    source.setPassword(PostgresServer.SUPERUSER);
    source.setConnectTimeout(5);
    return source.getConnection();
  }

  boolean isReady() {
    try (Connection connection = connect("postgres")) {
      return connection.isValid(5);
    } catch (SQLException _) {
      return false;
    }
  }

  private static String rolesOf(Database database) {
    return String.join(", ", List.of(database.serviceRole(), database.scanRole(), CAPTURE_ROLE));
  }

  /** Roles belong to the cluster and two test runs may create them at the same time. */
  private static void createRole(Statement statement, String role, String rights)
      throws SQLException {
    statement.execute(
        """
        do $$ begin
          create role %1$s login password '%1$s' %2$s;
        exception when duplicate_object or unique_violation then null;
        end $$\
        """
            .formatted(role, rights));
  }

  private static void dropSlots(Statement statement, String condition) throws SQLException {
    String slots = " from pg_replication_slots where " + condition;
    statement.execute("select pg_terminate_backend(active_pid, 5000)" + slots + " and active");
    statement.execute("select pg_drop_replication_slot(slot_name)" + slots);
  }

  private static boolean exists(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      return rows.next();
    }
  }

  /** Names of databases, roles and slots cannot be parameters of a statement. */
  private static String check(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("Not a plain name: " + name);
    }
    return name;
  }
}
