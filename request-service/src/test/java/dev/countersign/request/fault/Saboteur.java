package dev.countersign.request.fault;

import dev.countersign.embedded.Databases;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Makes the database fail at an exact point of the service's work: a trigger raises a chosen
 * SQLSTATE, or ends its own connection, a given number of times. What it counts is not rolled back.
 */
final class Saboteur implements AutoCloseable {

  /** The connection dies instead of an error being raised. */
  static final String DIES = "dies";

  private static final String SETUP =
      """
      create schema if not exists fault;
      create sequence if not exists fault.strikes;
      create or replace function fault.strike() returns trigger language plpgsql security definer as $$begin
        if nextval('fault.strikes') <= tg_argv[1]::bigint then
          if tg_argv[0] = 'dies' then
            perform pg_terminate_backend(pg_backend_pid());
            perform pg_sleep(1);
          else
            raise exception 'planted' using errcode = tg_argv[0];
          end if;
        end if;
        return null;
      end$$;
      """;

  private final String table;

  private Saboteur(String table) {
    this.table = table;
  }

  /** Right after rows of the table are written. */
  static Saboteur after(String table, String state, int times) throws SQLException {
    return arm(
        table,
        "create trigger fault after insert or update on ",
        " for each statement",
        state,
        times);
  }

  /** At the commit of a transaction that wrote rows of the table. */
  static Saboteur atCommitOf(String table, String state, int times) throws SQLException {
    return arm(
        table,
        "create constraint trigger fault after insert or update on ",
        " deferrable initially deferred for each row",
        state,
        times);
  }

  private static Saboteur arm(String table, String before, String after, String state, int times)
      throws SQLException {
    run(
        SETUP
            + "alter sequence fault.strikes restart;"
            + before
            + table
            + after
            + " execute function fault.strike('%s', '%d')".formatted(state, times));
    return new Saboteur(table);
  }

  @Override
  public void close() throws SQLException {
    run("drop trigger fault on " + table);
  }

  /** As the superuser, past the network that fails. */
  static void run(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static Connection connect() throws SQLException {
    return new Databases(Outage.database().address()).connect(Outage.database().name());
  }
}
