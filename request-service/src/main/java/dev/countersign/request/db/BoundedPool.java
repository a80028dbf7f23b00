package dev.countersign.request.db;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A pool whose queue has an end: who finds it full, or waits too long, is told to come back (503)
 * instead of waiting for a database that is behind already.
 */
@Singleton
class BoundedPool implements PgPoolCreator {
  static final int LONGEST_QUEUE = 1_000;
  private static final int PATIENCE_SECONDS = 5;

  @Override
  public Pool create(Input input) {
    var options =
        input
            .poolOptions()
            .setMaxWaitQueueSize(LONGEST_QUEUE)
            .setConnectionTimeout(PATIENCE_SECONDS)
            .setConnectionTimeoutUnit(TimeUnit.SECONDS);
    return PgBuilder.pool()
        .with(options)
        .connectingTo(List.copyOf(input.pgConnectOptionsList()))
        .using(input.vertx())
        .build();
  }
}
