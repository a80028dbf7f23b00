package dev.countersign.platform.storage;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Runs work in one transaction that sees the rows of the named partners and of nobody else: the
 * database's row policies compare with the setting that is the transaction's first statement. It
 * ends with the transaction, so no pooled connection carries it on.
 *
 * <p>A conflict or a lost connection runs the whole work again, at most five times. A connection
 * can be lost after the commit took place: the work must find its own traces (an inbox row, an
 * idempotency key) and do nothing then.
 */
@ApplicationScoped
public class TenantTransaction {

  private static final String OPEN = "countersign.transaction";
  private static final int RETRIES = 5;
  private static final long FIRST_PAUSE_MILLIS = 10;
  private static final String NAME_PARTNERS = "select set_config('app.partner_ids', $1, true)";
  private static final Pattern PARTNER = Pattern.compile("[a-z0-9-]{2,40}");

  private final Pool pool;

  public TenantTransaction(Pool pool) {
    this.pool = pool;
  }

  /** The transaction that work below {@link #within} joins. */
  private record Open(Set<String> partners, SqlConnection connection) {}

  /**
   * Commits when the work completes, rolls back when it fails; the failure is passed on. Below
   * {@link #within} it is part of the transaction that is open there.
   */
  public <T> Uni<T> run(Set<String> partners, Function<SqlConnection, Uni<T>> work) {
    Tuple setting = settingFor(partners);
    return Uni.createFrom()
        .context(subscription -> {
          Open open = subscription.getOrElse(OPEN, () -> null);
          return open != null && open.partners().equals(partners)
              ? Uni.createFrom().deferred(() -> work.apply(open.connection()))
              : begun(setting, work);
        });
  }

  /** Makes every {@link #run} for these partners that the work asks for join this transaction. */
  public static <T> Uni<T> within(
      Set<String> partners, SqlConnection connection, Supplier<Uni<T>> work) {
    var subscription = io.smallrye.mutiny.Context.of(OPEN, new Open(partners, connection));
    return Uni.createFrom()
        .emitter(emitter ->
            Uni.createFrom()
                .deferred(() -> work.get())
                .subscribe()
                .with(subscription, emitter::complete, emitter::fail));
  }

  private <T> Uni<T> begun(Tuple setting, Function<SqlConnection, Uni<T>> work) {
    // A caller that goes away must not leave a connection behind, so nothing is ever cancelled.
    return Uni.createFrom()
        .emitter(emitter ->
            attempt(setting, work, 0, callerOrAnyThread())
                .subscribe()
                .with(emitter::complete, emitter::fail));
  }

  private <T> Uni<T> attempt(
      Tuple setting, Function<SqlConnection, Uni<T>> work, int retries, Executor caller) {
    return once(setting, work)
        .onFailure(failure -> retries < RETRIES && SqlStates.isTransient(failure))
        .recoverWithUni(() ->
            Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(pause(retries))
                .emitOn(caller)
                .flatMap(_ -> attempt(setting, work, retries + 1, caller)));
  }

  private <T> Uni<T> once(Tuple setting, Function<SqlConnection, Uni<T>> work) {
    return pool.getConnection()
        .flatMap(connection ->
            begin(connection, setting)
                .flatMap(transaction -> finish(connection, transaction, work))
                .eventually(connection::close));
  }

  private static <T> Uni<T> finish(
      SqlConnection connection, Transaction transaction, Function<SqlConnection, Uni<T>> work) {
    return Uni.createFrom()
        .deferred(() -> work.apply(connection))
        .onItemOrFailure()
        .transformToUni((item, failure) ->
            failure == null
                ? uni(transaction.commit()).replaceWith(item)
                : uni(transaction.rollback())
                    .onItemOrFailure()
                    .transformToUni((_, _) -> Uni.createFrom().failure(failure)));
  }

  /** Both statements leave in one go; there is no round trip between them. */
  private static Uni<Transaction> begin(SqlConnection connection, Tuple setting) {
    return Uni.createFrom()
        .deferred(() -> {
          Future<Transaction> begun = connection.getDelegate().begin();
          Future<?> set = connection.getDelegate().preparedQuery(NAME_PARTNERS).execute(setting);
          return uni(begun.compose(set::map));
        });
  }

  private static Tuple settingFor(Set<String> partners) {
    for (String partner : partners) {
      if (!PARTNER.matcher(partner).matches()) {
        throw new IllegalArgumentException("Not the id of a partner: " + partner);
      }
    }
    return Tuple.of("{" + String.join(",", partners) + "}");
  }

  private static Duration pause(int retries) {
    long longest = FIRST_PAUSE_MILLIS << (2 * retries);
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
  }

  private static Executor callerOrAnyThread() {
    Context context = Vertx.currentContext();
    return context == null ? Runnable::run : run -> context.runOnContext(_ -> run.run());
  }

  private static <T> Uni<T> uni(Future<T> future) {
    return Uni.createFrom().completionStage(future::toCompletionStage);
  }
}
