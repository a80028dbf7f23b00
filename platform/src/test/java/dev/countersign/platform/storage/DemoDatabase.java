package dev.countersign.platform.storage;

import dev.countersign.embedded.Database;
import dev.countersign.embedded.EmbeddedInfrastructure;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** A database as a migration leaves it: a table behind row-level security, and the tech tables. */
public final class DemoDatabase implements AutoCloseable {

  private static final String TABLES =
      """
      create schema tech;
      create table tech.consumer_offset (
        group_id text not null, topic text not null, partition int not null,
        next_offset bigint not null, primary key (group_id, topic, partition));
      create schema demo;
      create table demo.thing (partner_id text not null, name text not null,
        primary key (partner_id, name));
      create table demo.idempotency (
        partner_id text not null, person_id text not null, key text not null,
        request_hash bytea not null, status int, body bytea,
        at timestamptz not null default now(), primary key (partner_id, person_id, key));
      create sequence demo.call;
      create function demo.fail_at(first int, last int, state text) returns int language plpgsql as $$
      declare n int := nextval('demo.call');
      begin
        if n between first and last then
          raise exception 'raised at call %', n using errcode = state;
        end if;
        return n;
      end $$;
      grant usage on schema tech, demo to demo_app;
      grant usage, update on sequence demo.call to demo_app;
      grant select, insert, update on tech.consumer_offset to demo_app;
      grant select, insert on demo.thing to demo_app;
      grant select, insert, update (status, body) on demo.idempotency to demo_app;
      """;

  private static final String POLICY =
      """
      alter table %1$s enable row level security;
      alter table %1$s force row level security;
      create policy partner on %1$s using (partner_id = any ((
        select nullif(current_setting('app.partner_ids', true), '')::text[])::text[]));
      """;

  private final Database database = EmbeddedInfrastructure.shared().createDatabase("demo");
  private final Vertx vertx = Vertx.vertx();
  private final Pool pool;

  public DemoDatabase(int connections) {
    migrate();
    var options =
        PgConnectOptions.fromUri("postgresql://" + database.address() + "/" + database.name())
            .setUser(database.serviceRole())
            .setPassword(database.serviceRole())
            .setCachePreparedStatements(true);
    var size = new PoolOptions().setMaxSize(connections);
    pool = Pool.newInstance(PgBuilder.pool().connectingTo(options).with(size).using(vertx).build());
  }

  public Pool pool() {
    return pool;
  }

  private void migrate() {
    String role = database.migrationRole();
    try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), role, role);
        Statement statement = connection.createStatement()) {
      statement.execute(TABLES);
      statement.execute(POLICY.formatted("demo.thing"));
      statement.execute(POLICY.formatted("demo.idempotency"));
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot migrate", e);
    }
  }

  @Override
  public void close() {
    pool.close().await().atMost(Duration.ofSeconds(10));
    vertx.close().toCompletionStage().toCompletableFuture().join();
    try {
      EmbeddedInfrastructure.shared().databases().drop(database.name());
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot drop " + database.name(), e);
    }
  }
}
