package dev.countersign.platform.storage;

import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * A second, small pool of the role that may look across partners, at ids only. It finds what is
 * due; the work on a row then runs in a {@link TenantTransaction} of the row's partner. It connects
 * when it is first asked for.
 */
@ApplicationScoped
public class ScanPool {

  private static final int CONNECTIONS = 2;

  private final Vertx vertx;
  private final PgConnectOptions options;
  private @Nullable Pool pool;

  ScanPool(
      Vertx vertx,
      @ConfigProperty(name = "countersign.database.address") String address,
      @ConfigProperty(name = "countersign.database.name") String name,
      @ConfigProperty(name = "countersign.database.scan-user") String user,
      @ConfigProperty(name = "countersign.database.scan-password") Optional<String> password) {
    this.vertx = vertx;
    this.options =
        PgConnectOptions.fromUri("postgresql://" + address + "/" + name)
            .setUser(user)
            .setPassword(password.orElse(""))
            .setCachePreparedStatements(true);
  }

  /** The pool; every statement on it is a transaction of its own. */
  public synchronized Pool pool() {
    if (pool == null) {
      var size = new PoolOptions().setMaxSize(CONNECTIONS).setName("scan");
      pool =
          Pool.newInstance(PgBuilder.pool().connectingTo(options).with(size).using(vertx).build());
    }
    return pool;
  }

  @PreDestroy
  synchronized void close() {
    if (pool != null) {
      pool.closeAndForget();
    }
  }
}
