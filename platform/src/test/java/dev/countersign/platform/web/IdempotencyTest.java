package dev.countersign.platform.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.platform.storage.DemoDatabase;
import dev.countersign.platform.storage.TenantTransaction;
import dev.countersign.platform.web.Idempotency.Asking;
import dev.countersign.platform.web.Idempotency.Reply;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdempotencyTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final DemoDatabase database = new DemoDatabase(8);
  private final TenantTransaction transaction = new TenantTransaction(database.pool());
  private final Idempotency idempotency = new Idempotency("demo");
  private final AtomicInteger done = new AtomicInteger();

  @AfterAll
  void close() {
    database.close();
  }

  @Test
  @DisplayName("RP-01 the same asking gets the first answer again")
  void sameAskingGetsTheFirstAnswer() {
    Reply first = ask("acme", "maker@acme", "k-1", "POST /a", "{}");
    Reply second = ask("acme", "maker@acme", "k-1", "POST /a", "{}");

    assertThat(second.status()).isEqualTo(201);
    assertThat(second.body()).isEqualTo(first.body());
  }

  @Test
  @DisplayName("RP-03 the same key for another body or resource is refused")
  void otherAskingIsRefused() {
    ask("acme", "maker@acme", "k-2", "POST /a", "{}");

    assertRefused(() -> ask("acme", "maker@acme", "k-2", "POST /a", "{} "));
    assertRefused(() -> ask("acme", "maker@acme", "k-2", "POST /b", "{}"));
  }

  @Test
  @DisplayName("RP-04 keys of other people and partners are independent")
  void keysBelongToOnePerson() {
    Reply one = ask("acme", "maker@acme", "k-3", "POST /a", "{}");
    Reply other = ask("acme", "maker-2@acme", "k-3", "POST /a", "[]");
    Reply foreign = ask("bazaar", "maker@acme", "k-3", "POST /a", "1");

    assertThat(
            List.of(
                new String(one.body(), UTF_8),
                new String(other.body(), UTF_8),
                new String(foreign.body(), UTF_8)))
        .doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("RP-05 of many at once one is done, and all get its answer")
  void ofManyAtOnceOneIsDone() {
    int before = done.get();

    List<String> bodies =
        Multi.createFrom()
            .range(0, 100)
            .onItem()
            .transformToUni(_ -> asking("acme", "maker@acme", "k-4", "POST /a", "{}"))
            .merge(32)
            .map(reply -> new String(reply.body(), UTF_8))
            .collect()
            .asList()
            .await()
            .atMost(PATIENCE);

    assertThat(bodies).hasSize(100).containsOnly(bodies.getFirst());
    assertThat(done.get() - before).isEqualTo(1);
  }

  @Test
  @DisplayName("D2 what failed was not done, and may be asked for again")
  void failureLeavesTheKeyFree() {
    Asking asking =
        new Asking("acme", "maker@acme", "k-5", Idempotency.hash("POST /a", new byte[0]));
    Uni<Reply> failing =
        transaction.run(
            Set.of("acme"),
            c ->
                idempotency.once(
                    c, asking, () -> Uni.createFrom().failure(new IllegalStateException())));
    assertThatThrownBy(() -> failing.await().atMost(PATIENCE))
        .isInstanceOf(IllegalStateException.class);

    assertThat(ask("acme", "maker@acme", "k-5", "POST /a", "").status()).isEqualTo(201);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " ", "a b", "ключ", "a\nb"})
  void keyMustBeVisible(@Nullable String key) {
    assertThatThrownBy(() -> Idempotency.checkedKey(key))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(400));
  }

  @Test
  void keyIsBounded() {
    assertThat(Idempotency.checkedKey("x".repeat(255))).hasSize(255);
    assertThatThrownBy(() -> Idempotency.checkedKey("x".repeat(256)))
        .isInstanceOf(ProblemException.class);
  }

  private Reply ask(String partner, String person, String key, String route, String body) {
    return asking(partner, person, key, route, body).await().atMost(PATIENCE);
  }

  private Uni<Reply> asking(String partner, String person, String key, String route, String body) {
    var asking = new Asking(partner, person, key, Idempotency.hash(route, body.getBytes(UTF_8)));
    return transaction.run(
        Set.of(partner),
        c ->
            idempotency.once(
                c,
                asking,
                () ->
                    Uni.createFrom()
                        .item(() -> Reply.json(201, Map.of("n", done.incrementAndGet())))));
  }

  private static void assertRefused(ThrowingCallable asking) {
    assertThatThrownBy(asking)
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().status()).isEqualTo(422);
              assertThat(e.problem().code()).isEqualTo("idempotency_key_reuse");
            });
  }
}
