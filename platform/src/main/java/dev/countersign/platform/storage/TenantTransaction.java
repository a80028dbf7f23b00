package dev.countersign.platform.storage;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
   * What a work answers, and its last statements, which nobody has waited for.
   *
   * @param sent in their order; all changes of the work are among them
   */
  public record LastWords<T>(T answer, List<? extends Future<?>> sent) {
    public LastWords {
      sent = List.copyOf(sent);
    }

    public static <T> LastWords<T> of(T answer) {
      return new LastWords<>(answer, List.of());
    }
  }

  /**
   * Commits when the work completes, rolls back when it fails; the failure is passed on. Below
   * {@link #within} it is part of the transaction that is open there.
   */
  public <T> Uni<T> run(Set<String> partners, Function<SqlConnection, Uni<T>> work) {
    Tuple setting = settingFor(partners);
    return joining(partners, work, () -> patiently(() -> once(setting, work)));
  }

  /**
   * The same for a work that does not wait for its last statements: the commit leaves right behind
   * them, one round trip less. If one of them fails, the commit finds an aborted transaction and
   * ends it, so nothing stays; the first failure is passed on.
   */
  public <T> Uni<T> runThrough(
      Set<String> partners, Function<SqlConnection, Uni<LastWords<T>>> work) {
    var begin = beginning(settingFor(partners));
    return joining(partners, heardOut(work), () -> patiently(() -> onceThrough(begin, work)));
  }

  /**
   * The same, tried once, in a transaction of its own whatever is open where it is called.
   *
   * @param forLocks how long it waits for a lock before it fails with 55P03
   */
  public <T> Uni<T> tryThrough(
      Set<String> partners, Duration forLocks, Function<SqlConnection, Uni<LastWords<T>>> work) {
    var begin =
        beginning(settingFor(partners)) + "; SET LOCAL lock_timeout = " + forLocks.toMillis();
    return Uni.createFrom().deferred(() -> onceThrough(begin, work));
  }

  /** Joins the transaction that is open below {@link #within}, or else does something else. */
  public <T> Uni<T> orElse(
      Set<String> partners,
      Function<SqlConnection, Uni<LastWords<T>>> work,
      Supplier<Uni<T>> otherwise) {
    settingFor(partners);
    return joining(partners, heardOut(work), otherwise);
  }

  /** The work within somebody else's transaction, whose commit is not for it to send. */
  private static <T> Function<SqlConnection, Uni<T>> heardOut(
      Function<SqlConnection, Uni<LastWords<T>>> work) {
    return connection ->
        work.apply(connection)
            .flatMap(
                last -> uni(firstFailureOf(List.copyOf(last.sent()))).replaceWith(last.answer()));
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

  private static <T> Uni<T> joining(
      Set<String> partners, Function<SqlConnection, Uni<T>> work, Supplier<Uni<T>> alone) {
    return Uni.createFrom()
        .context(subscription -> {
          Open open = subscription.getOrElse(OPEN, () -> null);
          return open != null && open.partners().equals(partners)
              ? Uni.createFrom().deferred(() -> work.apply(open.connection()))
              : alone.get();
        });
  }

  private static <T> Uni<T> patiently(Supplier<Uni<T>> work) {
    // A caller that goes away must not leave a connection behind, so nothing is ever cancelled.
    return Uni.createFrom()
        .emitter(emitter ->
            attempt(work, 0, Callers.current()).subscribe().with(emitter::complete, emitter::fail));
  }

  private static <T> Uni<T> attempt(Supplier<Uni<T>> work, int retries, Executor caller) {
    return work.get()
        .onFailure(failure -> retries < RETRIES && SqlStates.isTransient(failure))
        .recoverWithUni(() ->
            Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(pause(retries))
                .emitOn(caller)
                .flatMap(_ -> attempt(work, retries + 1, caller)));
  }

  private <T> Uni<T> once(Tuple setting, Function<SqlConnection, Uni<T>> work) {
    return pool.getConnection()
        .flatMap(connection ->
            finish(connection, begin(connection, setting), work).eventually(connection::close));
  }

  /** The work's first statements follow at once; there is no round trip between. */
  private static <T> Uni<T> finish(
      SqlConnection connection, Future<Transaction> begun, Function<SqlConnection, Uni<T>> work) {
    return Uni.createFrom()
        .deferred(() -> work.apply(connection))
        .onItemOrFailure()
        .transformToUni((item, failure) ->
            uni(begun)
                .flatMap(transaction ->
                    failure == null
                        ? uni(transaction.commit()).replaceWith(item)
                        : uni(transaction.rollback())
                            .onItemOrFailure()
                            .transformToUni((_, _) -> Uni.createFrom().failure(failure))));
  }

  private static Future<Transaction> begin(SqlConnection connection, Tuple setting) {
    Future<Transaction> begun = connection.getDelegate().begin();
    Future<?> named = connection.getDelegate().preparedQuery(NAME_PARTNERS).execute(setting);
    return begun.compose(named::map);
  }

  private static String beginning(Tuple setting) {
    return "BEGIN; SET LOCAL app.partner_ids = '" + setting.getString(0) + "'";
  }

  private <T> Uni<T> onceThrough(String begin, Function<SqlConnection, Uni<LastWords<T>>> work) {
    return pool.getConnection()
        .flatMap(
            connection -> finishThrough(connection, begin, work).eventually(connection::close));
  }

  /**
   * By hand, because the driver's transaction holds its commit back until all is answered. It
   * begins and names the partners in one message.
   */
  private static <T> Uni<T> finishThrough(
      SqlConnection connection, String begin, Function<SqlConnection, Uni<LastWords<T>>> work) {
    var database = connection.getDelegate();
    var begun = database.query(begin).execute();
    return Uni.createFrom()
        .deferred(() -> work.apply(connection))
        .onItemOrFailure()
        .transformToUni((last, failure) -> {
          var sent = new ArrayList<Future<?>>(List.of(begun));
          if (failure == null) {
            sent.addAll(last.sent());
            sent.add(database.query("COMMIT").execute());
            return uni(firstFailureOf(sent)).replaceWith(last.answer());
          }
          sent.add(database.query("ROLLBACK").execute());
          return uni(Future.join(sent))
              .onItemOrFailure()
              .transformToUni((_, _) -> Uni.createFrom().failure(failure));
        });
  }

  /** The first failure is the cause; the later ones only say that the transaction is aborted. */
  private static Future<Void> firstFailureOf(List<? extends Future<?>> sent) {
    return Future.join(sent)
        .transform(_ ->
            sent.stream()
                .filter(Future::failed)
                .findFirst()
                .<Future<Void>>map(failed -> Future.failedFuture(failed.cause()))
                .orElseGet(Future::succeededFuture));
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

  private static <T> Uni<T> uni(Future<T> future) {
    return Uni.createFrom().completionStage(future::toCompletionStage);
  }
}
