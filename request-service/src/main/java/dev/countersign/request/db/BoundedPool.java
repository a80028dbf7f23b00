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
 *
 * <p>Its connections keep every statement prepared. The driver's usual limit would parse and plan
 * the one statement of a vote at each vote, because it is longer.
 */
@Singleton
class BoundedPool implements PgPoolCreator {
  static final int LONGEST_QUEUE = 1_000;
  static final int LONGEST_STATEMENT = 16_384;
  private static final int PATIENCE_SECONDS = 5;

  @Override
  public Pool create(Input input) {
    var options =
        input
            .poolOptions()
            .setMaxWaitQueueSize(LONGEST_QUEUE)
            .setConnectionTimeout(PATIENCE_SECONDS)
            .setConnectionTimeoutUnit(TimeUnit.SECONDS);
    input
        .pgConnectOptionsList()
        .forEach(it -> it.setPreparedStatementCacheSqlLimit(LONGEST_STATEMENT));
    return PgBuilder.pool()
        .with(options)
        .connectingTo(List.copyOf(input.pgConnectOptionsList()))
        .using(input.vertx())
        .build();
  }
}
