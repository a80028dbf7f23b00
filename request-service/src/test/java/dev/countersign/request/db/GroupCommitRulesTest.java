package dev.countersign.request.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.request.app.Loaded;
import dev.countersign.request.app.Requests.Conversation;
import dev.countersign.request.app.Requests.Emergency;
import dev.countersign.request.app.Requests.Reply;
import dev.countersign.request.app.Requests.Target;
import dev.countersign.request.core.PeopleAsked;
import dev.countersign.request.core.RequestId;
import dev.countersign.request.core.RequestState;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who is asked with whom, and what becomes of a transaction that fails; without a database. */
class GroupCommitRulesTest {
  private static final int SECONDS = 20;

  private final Vertx vertx = Vertx.vertx();
  private final Transactions transactions = new Transactions();
  private final GroupCommit patient = new GroupCommit(vertx, Duration.ofHours(1), transactions);
  private final GroupCommit impatient = new GroupCommit(vertx, Duration.ofMillis(1), transactions);

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  @DisplayName("a shared transaction that fails is followed by one for each of its questions")
  void failureIsFollowedByOneEach() throws InterruptedException {
    var asked = askThreeOfWhichTwoShare();

    transactions.next().end().completeExceptionally(failure("23514"));

    assertThat(asked.subList(1, 3)).allSatisfy(it -> assertThat(answer(it)).isEqualTo("again"));
    assertThat(transactions.again).hasSize(2);
  }

  @Test
  @DisplayName("a lock that was waited for too long is followed by one for each as well")
  void lockIsFollowedByOneEach() throws InterruptedException {
    var asked = askThreeOfWhichTwoShare();

    transactions.next().end().completeExceptionally(failure("55P03"));

    assertThat(asked.subList(1, 3)).allSatisfy(it -> assertThat(answer(it)).isEqualTo("again"));
  }

  @Test
  @DisplayName("D9 a database without room is not asked once for each")
  void overloadIsTold() throws InterruptedException {
    var asked = askThreeOfWhichTwoShare();

    transactions.next().end().completeExceptionally(failure("57014"));

    assertThat(asked.subList(1, 3))
        .allSatisfy(it ->
            assertThat(it)
                .failsWithin(Duration.ofSeconds(SECONDS))
                .withThrowableThat()
                .withMessageContaining("planted"));
    assertThat(transactions.again).isEmpty();
  }

  @Test
  @DisplayName("a transaction that cannot even begin leaves nobody without an answer")
  void defectIsFollowedByOneEach() throws InterruptedException {
    transactions.broken = true;

    assertThat(answer(ask())).isEqualTo("again");
    assertThat(answer(ask())).isEqualTo("again");
  }

  @Test
  @DisplayName("a question about a request that is being asked about waits for nobody")
  void questionAboutTheSameWaitsForNobody() throws InterruptedException {
    var request = UUID.randomUUID();
    var first = ask(patient, request);
    var same = ask(patient, request);

    assertThat(answer(same)).isEqualTo("alone");
    assertThat(first).isNotDone();
    transactions.next().end().complete(null);
    assertThat(answer(first)).isEqualTo("together");
  }

  @Test
  @DisplayName("while a transaction takes long, the next ones start beside it")
  void slowOneHoldsUpNobodyElse() throws InterruptedException {
    var slow = ask(impatient, UUID.randomUUID());
    var first = transactions.next();
    var other = ask(impatient, UUID.randomUUID());

    transactions.next().end().complete(null);

    assertThat(answer(other)).isEqualTo("together");
    assertThat(slow).isNotDone();
    first.end().complete(null);
    assertThat(answer(slow)).isEqualTo("together");
  }

  /** The first is answered alone; while it was under way, the others gathered. */
  private List<CompletableFuture<String>> askThreeOfWhichTwoShare() throws InterruptedException {
    var asked = new ArrayList<>(List.of(ask()));
    asked.add(ask());
    asked.add(ask());
    transactions.next().end().complete(null);
    assertThat(answer(asked.getFirst())).isEqualTo("together");
    return asked;
  }

  private CompletableFuture<String> ask() {
    return ask(patient, UUID.randomUUID());
  }

  private static CompletableFuture<String> ask(GroupCommit group, UUID request) {
    var target = new Target("acme", new RequestId(request), Optional.empty());
    return group.answer(new Question<>(target, new Asking())).subscribeAsCompletionStage();
  }

  private static String answer(CompletableFuture<String> asked) {
    return asked.orTimeout(SECONDS, TimeUnit.SECONDS).join();
  }

  private static PgException failure(String state) {
    return new PgException("planted", "ERROR", state, "detail");
  }

  private record Transaction(List<? extends Question<?>> questions, CompletableFuture<Void> end) {}

  private static final class Transactions implements GroupCommit.Rounds {
    private final BlockingQueue<Transaction> begun = new LinkedBlockingQueue<>();
    private final List<Question<?>> again = new CopyOnWriteArrayList<>();
    private volatile boolean broken;

    @Override
    public Uni<Void> together(List<? extends Question<?>> questions) {
      if (broken) {
        throw new IllegalStateException("planted");
      }
      var transaction = new Transaction(questions, new CompletableFuture<>());
      begun.add(transaction);
      return Uni.createFrom()
          .completionStage(transaction.end())
          .invoke(() -> questions.forEach(it -> rule(it, "together")));
    }

    @Override
    public <T> Uni<T> alone(Question<T> question) {
      rule(question, "alone");
      return Uni.createFrom().item(question::answer);
    }

    @Override
    public <T> Uni<T> again(Question<T> question) {
      again.add(question);
      rule(question, "again");
      return Uni.createFrom().item(question::answer);
    }

    Transaction next() throws InterruptedException {
      var next = begun.poll(SECONDS, TimeUnit.SECONDS);
      assertThat(next).isNotNull();
      return next;
    }

    private static void rule(Question<?> question, String how) {
      Asking.HOW.set(how);
      question.ruleOnNothing();
    }
  }

  /** Says which transaction it was asked in. */
  private static final class Asking implements Conversation<String> {
    private static final ThreadLocal<String> HOW = new ThreadLocal<>();

    @Override
    public PeopleAsked peopleAsked(RequestState state, Emergency emergency) {
      return PeopleAsked.NOBODY;
    }

    @Override
    public Reply<String> reply(Loaded loaded, Emergency emergency) {
      throw new IllegalStateException("There is no request");
    }

    @Override
    public String unknown() {
      return HOW.get();
    }
  }
}
