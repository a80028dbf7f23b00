package dev.countersign.platform.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.platform.storage.DemoDatabase;
import dev.countersign.platform.storage.TenantTransaction;
import dev.countersign.platform.web.Idempotency.Answer;
import dev.countersign.platform.web.Idempotency.Answer.Kept;
import dev.countersign.platform.web.Idempotency.Answer.Refused;
import dev.countersign.platform.web.Idempotency.Asking;
import dev.countersign.platform.web.Idempotency.Reply;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OnceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final DemoDatabase database = new DemoDatabase(4);
  private final TenantTransaction transaction = new TenantTransaction(database.pool());
  private final Once once = new Once(transaction, new Idempotency("demo"));
  private final AtomicInteger done = new AtomicInteger();

  @AfterAll
  void close() {
    database.close();
  }

  @Test
  @DisplayName("I7, D2: what a use case wrote in a transaction of its own goes with the key's")
  void workJoinsTheTransactionOfTheKey() {
    Uni<Answer<String>> failing =
        once.ask(
            asking("o-1"),
            () ->
                write("lost")
                    .flatMap(_ -> Uni.createFrom().failure(new IllegalStateException("broken"))));
    assertThatThrownBy(() -> failing.await().atMost(PATIENCE))
        .isInstanceOf(IllegalStateException.class);
    assertThat(isThere("lost")).isFalse();

    Answer<String> answer = ask("o-1", "kept");
    Answer<String> again = ask("o-1", "never");

    assertThat(again).isInstanceOf(Kept.class);
    assertThat(bytes(again)).isEqualTo(bytes(answer));
    assertThat(isThere("kept")).isTrue();
    assertThat(isThere("never")).isFalse();
  }

  @Test
  @DisplayName("A refusal commits what it noted, is not kept, and holds the key to the same asking")
  void refusalIsNotKept() {
    Answer<String> refused =
        once.<String>ask(asking("o-2"), () -> write("noted").map(_ -> new Refused<>("not now")))
            .await()
            .atMost(PATIENCE);

    assertThat(refused).isEqualTo(new Refused<>("not now"));
    assertThat(isThere("noted")).isTrue();
    var other = new Asking("acme", "maker@acme", "o-2", Idempotency.hash("b", new byte[0]));
    assertThatThrownBy(() -> once.<String>ask(other, () -> kept()).await().atMost(PATIENCE))
        .isInstanceOf(ProblemException.class);
    assertThat(ask("o-2", "then")).isInstanceOf(Kept.class);
  }

  @Test
  @DisplayName("I12: work of many transactions is kept when it is done, and not before")
  void partsAreKeptTogether() {
    Uni<Reply> broken =
        once.askInParts(
            asking("o-3"),
            () ->
                write("part").flatMap(_ -> Uni.createFrom().failure(new IllegalStateException())));
    assertThatThrownBy(() -> broken.await().atMost(PATIENCE))
        .isInstanceOf(IllegalStateException.class);
    assertThat(isThere("part")).isTrue();

    Reply first = inParts("o-3");
    Reply second = inParts("o-3");

    assertThat(second.body()).isEqualTo(first.body());
  }

  private Reply inParts(String key) {
    return once.askInParts(asking(key), this::reply).await().atMost(PATIENCE);
  }

  private Answer<String> ask(String key, String name) {
    return once.<String>ask(asking(key), () -> write(name).flatMap(_ -> kept()))
        .await()
        .atMost(PATIENCE);
  }

  private Uni<Answer<String>> kept() {
    return reply().map(Kept::new);
  }

  private Uni<Reply> reply() {
    return Uni.createFrom().item(() -> Reply.json(200, done.incrementAndGet()));
  }

  private Uni<Void> write(String name) {
    return transaction.run(
        Set.of("acme"),
        connection ->
            connection
                .preparedQuery("insert into demo.thing values ('acme', $1)")
                .execute(Tuple.of(name))
                .replaceWithVoid());
  }

  private boolean isThere(String name) {
    return transaction
        .run(
            Set.of("acme"),
            connection ->
                connection
                    .preparedQuery("select 1 from demo.thing where name = $1")
                    .execute(Tuple.of(name)))
        .await()
        .atMost(PATIENCE)
        .iterator()
        .hasNext();
  }

  private static String bytes(Answer<String> answer) {
    return answer instanceof Kept<String>(var reply) ? new String(reply.body(), UTF_8) : "";
  }

  private static Asking asking(String key) {
    return new Asking("acme", "maker@acme", key, Idempotency.hash("a", new byte[0]));
  }
}
