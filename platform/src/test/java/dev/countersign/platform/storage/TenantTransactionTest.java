package dev.countersign.platform.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.platform.storage.TenantTransaction.LastWords;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenantTransactionTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Set<String> ACME = Set.of("acme");
  private static final Set<String> BAZAAR = Set.of("bazaar");

  private final DemoDatabase database = new DemoDatabase(4);
  private final TenantTransaction transaction = new TenantTransaction(database.pool());

  @BeforeAll
  void fill() {
    for (Set<String> partner : List.of(ACME, BAZAAR)) {
      await(transaction.run(partner, c -> insert(c, partner.iterator().next(), "base")));
    }
  }

  @AfterAll
  void close() {
    database.close();
  }

  @Test
  @DisplayName("TN-03 a transaction sees the named partners and nobody else")
  void seesTheNamedPartnersOnly() {
    assertThat(partnersSeenBy(ACME)).containsOnly("acme");
    assertThat(partnersSeenBy(Set.of("acme", "bazaar")))
        .containsExactlyInAnyOrder("acme", "bazaar");
    assertThat(partnersSeenBy(Set.of("nobody"))).isEmpty();
    assertThat(partnersSeenBy(Set.of())).isEmpty();
  }

  @Test
  @DisplayName("TN-14 nobody writes a row of somebody else")
  void writesOwnRowsOnly() {
    assertThatThrownBy(() -> await(transaction.run(ACME, c -> insert(c, "bazaar", "forged"))))
        .isInstanceOf(PgException.class)
        .hasMessageContaining("row-level security");
  }

  @Test
  @DisplayName("D12, TN-14 outside a transaction there is nothing to see, and no error")
  void seesNothingOutside() {
    partnersSeenBy(ACME);
    for (int i = 0; i < 8; i++) {
      assertThat(await(partners(database.pool()))).isEmpty();
    }
  }

  @Test
  @DisplayName("D11, V8 no setting leaks on a pooled connection, whatever fails in between")
  void settingNeverLeaks() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    var leaks = new AtomicInteger();
    Multi.createFrom()
        .range(0, 4_000)
        .onItem()
        .transformToUni(
            _ -> oneTenant(random.nextBoolean() ? "acme" : "bazaar", random.nextInt(5), leaks))
        .merge(16)
        .collect()
        .last()
        .await()
        .atMost(PATIENCE);
    assertThat(leaks).as("seed %d", seed).hasValue(0);
    assertThat(await(partners(database.pool()))).isEmpty();
  }

  @Test
  void failureRollsBackAndIsPassedOn() {
    var failure = new IllegalStateException("no");
    assertThatThrownBy(() ->
            await(
                transaction.run(
                    ACME,
                    c ->
                        insert(c, "acme", "rolled-back")
                            .flatMap(_ -> Uni.createFrom().failure(failure)))))
        .isSameAs(failure);
    assertThat(names()).doesNotContain("rolled-back");
  }

  @Test
  @DisplayName("a swallowed error of a statement never looks like a commit")
  void swallowedErrorIsNoCommit() {
    Uni<String> work =
        transaction.run(
            ACME,
            c ->
                insert(c, "acme", "swallowed")
                    .flatMap(_ -> c.query("select 1/0").execute())
                    .replaceWith("done")
                    .onFailure()
                    .recoverWithItem("done"));

    assertThatThrownBy(() -> await(work)).isNotNull();
    assertThat(names()).doesNotContain("swallowed");
  }

  @Test
  @DisplayName("a commit leaves behind statements nobody waited for, and takes them along")
  void lastWordsAreCommitted() {
    var answer =
        transaction.runThrough(
            ACME,
            c ->
                Uni.createFrom()
                    .item(new LastWords<>("said", List.of(add(c, "last-1"), add(c, "last-2")))));

    assertThat(await(answer)).isEqualTo("said");
    assertThat(names()).contains("last-1", "last-2");
    String silent = await(transaction.runThrough(ACME, _ -> nothing()));
    assertThat(silent).isEqualTo("nothing");
  }

  @Test
  @DisplayName("a failure among the statements nobody waited for is passed on, and nothing stays")
  void failedLastWordsAreNoCommit() {
    Uni<String> work =
        transaction.runThrough(
            ACME,
            c -> {
              var sent = new ArrayList<Future<?>>();
              sent.add(add(c, "unsaid-1"));
              sent.add(c.getDelegate().query("select 1/0").execute());
              sent.add(add(c, "unsaid-2"));
              return Uni.createFrom().item(new LastWords<>("said", sent));
            });

    assertThatThrownBy(() -> await(work)).hasMessageContaining("division by zero");
    assertThat(names()).doesNotContain("unsaid-1", "unsaid-2");
    assertThat(partnersSeenBy(BAZAAR)).containsOnly("bazaar");
  }

  @Test
  @DisplayName("D3 a conflict among the last statements, or a failed work, starts again or ends")
  void failedWorkRollsBack() {
    var runs = new AtomicInteger();
    await(restart());
    await(
        transaction.runThrough(
            ACME,
            c -> {
              runs.incrementAndGet();
              var added = add(c, "again");
              var conflict = c.getDelegate().query("select demo.fail_at(1, 3, '40001')").execute();
              return Uni.createFrom().item(new LastWords<>("said", List.of(added, conflict)));
            }));
    assertThat(runs).hasValue(4);
    assertThat(names()).containsOnlyOnce("again");

    var failure = new IllegalStateException("no");
    assertThatThrownBy(() ->
            await(
                transaction.<String>runThrough(
                    ACME,
                    c ->
                        insert(c, "acme", "unspoken")
                            .flatMap(_ -> Uni.createFrom().failure(failure)))))
        .isSameAs(failure);
    assertThat(names()).doesNotContain("unspoken");
  }

  @ParameterizedTest
  @ValueSource(strings = {"40001", "40P01"})
  @DisplayName("D3 a conflict runs the work again, from the beginning")
  void conflictIsRetried(String state) {
    var runs = new AtomicInteger();
    await(restart());
    await(
        transaction.run(
            ACME,
            c -> {
              runs.incrementAndGet();
              return insert(c, "acme", "retried-" + state).flatMap(_ -> failAt(c, 1, 3, state));
            }));
    assertThat(runs).hasValue(4);
    assertThat(names()).contains("retried-" + state);
  }

  @Test
  @DisplayName("D3 after five retries the conflict is passed on, and nothing is written")
  void conflictIsRetriedFiveTimes() {
    var runs = new AtomicInteger();
    await(restart());
    Uni<Integer> work =
        transaction.run(
            ACME,
            c -> {
              runs.incrementAndGet();
              return insert(c, "acme", "given-up").flatMap(_ -> failAt(c, 1, 100, "40001"));
            });
    assertThatThrownBy(() -> await(work)).isInstanceOf(PgException.class);
    assertThat(runs).hasValue(6);
    assertThat(names()).doesNotContain("given-up");
  }

  @ParameterizedTest
  @ValueSource(strings = {"23505", "22003", "P0001"})
  @DisplayName("D10 what the data causes is not tried again")
  void dataErrorIsNotRetried(String state) {
    var runs = new AtomicInteger();
    await(restart());
    Uni<Integer> work =
        transaction.run(
            ACME,
            c -> {
              runs.incrementAndGet();
              return failAt(c, 1, 100, state);
            });
    assertThatThrownBy(() -> await(work)).isInstanceOf(PgException.class);
    assertThat(runs).hasValue(1);
  }

  @Test
  @DisplayName("D4 a connection that is killed under the work is replaced, and the work done again")
  void killedConnectionIsReplaced() {
    var runs = new AtomicInteger();
    await(
        transaction.run(
            ACME,
            c ->
                runs.incrementAndGet() == 1
                    ? c.query("select pg_terminate_backend(pg_backend_pid())")
                        .execute()
                        .replaceWithVoid()
                    : insert(c, "acme", "after-kill").replaceWithVoid()));
    assertThat(runs).hasValue(2);
    assertThat(names()).contains("after-kill");
  }

  @Test
  @DisplayName("TN-12 a caller that goes away leaves no connection behind")
  void cancelledCallersLeaveNothing() {
    for (int i = 0; i < 200; i++) {
      transaction
          .run(ACME, c -> c.query("select pg_sleep(0.002)").execute().replaceWithVoid())
          .subscribe()
          .with(_ -> {})
          .cancel();
    }
    assertThat(partnersSeenBy(BAZAAR)).containsOnly("bazaar");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "ACME", "a,b", "a}', true); drop table demo.thing; --"})
  @DisplayName("IN-01 what is not the id of a partner never reaches the database")
  void refusesWhatIsNoPartner(String partner) {
    assertThatThrownBy(() -> transaction.run(Set.of(partner), _ -> Uni.createFrom().voidItem()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Uni<Void> oneTenant(String partner, int kind, AtomicInteger leaks) {
    return transaction
        .run(
            Set.of(partner),
            c ->
                partners(c)
                    .invoke(
                        seen -> leaks.addAndGet(seen.stream().allMatch(partner::equals) ? 0 : 1))
                    .flatMap(_ -> kind == 0 ? fail(c) : Uni.createFrom().voidItem()))
        .onFailure()
        .recoverWithNull();
  }

  private static Uni<Void> fail(SqlConnection connection) {
    return connection.query("select 1/0").execute().replaceWithVoid();
  }

  private List<String> partnersSeenBy(Set<String> partners) {
    return await(transaction.run(partners, TenantTransactionTest::partners)).stream()
        .distinct()
        .toList();
  }

  private List<String> names() {
    return await(
        transaction.run(
            ACME,
            c ->
                c.query("select name from demo.thing")
                    .execute()
                    .map(TenantTransactionTest::first)));
  }

  private Uni<?> restart() {
    return database.pool().query("select setval('demo.call', 1, false)").execute();
  }

  private static Uni<List<String>> partners(SqlClient client) {
    return client
        .query("select partner_id from demo.thing")
        .execute()
        .map(TenantTransactionTest::first);
  }

  private static List<String> first(RowSet<Row> rows) {
    var values = new ArrayList<String>();
    rows.forEach(row -> values.add(row.getString(0)));
    return values;
  }

  private static Uni<Integer> insert(SqlConnection connection, String partner, String name) {
    return connection
        .preparedQuery("insert into demo.thing values ($1, $2)")
        .execute(Tuple.of(partner, name))
        .map(RowSet::rowCount);
  }

  private static Future<?> add(SqlConnection connection, String name) {
    return connection
        .getDelegate()
        .query("insert into demo.thing values ('acme', '" + name + "')")
        .execute();
  }

  private static Uni<LastWords<String>> nothing() {
    return Uni.createFrom().item(LastWords.of("nothing"));
  }

  private static Uni<Integer> failAt(SqlConnection connection, int first, int last, String state) {
    return connection
        .preparedQuery("select demo.fail_at($1, $2, $3)")
        .execute(Tuple.of(first, last, state))
        .map(rows -> rows.iterator().next().getInteger(0));
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().atMost(PATIENCE);
  }
}
