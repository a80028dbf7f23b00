package dev.countersign.request.db;

import dev.countersign.platform.messaging.Topics;
import dev.countersign.platform.storage.TenantTransaction;
import dev.countersign.platform.storage.TenantTransaction.LastWords;
import dev.countersign.request.app.Requests;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Optimistic: read everything in one round trip, rule, write and commit in the next. Who comes late
 * is stopped by a trigger and starts again, and from then on takes the lock first.
 */
@ApplicationScoped
class PostgresRequests implements Requests, GroupCommit.Rounds {
  /** How long votes that share a transaction keep others waiting, and wait for a lock. */
  private static final Duration TURN = Duration.ofMillis(25);

  private final TenantTransaction transaction;
  private final Topics topics;
  private final GroupCommit group;

  PostgresRequests(TenantTransaction transaction, Topics topics, Vertx vertx) {
    this.transaction = transaction;
    this.topics = topics;
    this.group = new GroupCommit(vertx, TURN, this);
  }

  @Override
  public <T> Uni<T> change(Target target, Conversation<T> conversation) {
    var question = new Question<>(target, conversation);
    return conversation.isShared()
        ? transaction.orElse(
            Set.of(target.partner()),
            connection -> rule(connection, question, false),
            () -> group.answer(question))
        : alone(question);
  }

  @Override
  public <T> Uni<T> alone(Question<T> question) {
    return alone(question, new AtomicInteger());
  }

  @Override
  public <T> Uni<T> again(Question<T> question) {
    return alone(question, new AtomicInteger(1));
  }

  private <T> Uni<T> alone(Question<T> question, AtomicInteger attempts) {
    return transaction.runThrough(
        Set.of(question.partner()),
        connection -> rule(connection, question, attempts.getAndIncrement() > 0));
  }

  private <T> Uni<LastWords<T>> rule(
      SqlConnection connection, Question<T> question, boolean contended) {
    var round = new Round(connection.getDelegate(), List.of(question), topics);
    var sent = contended ? round.ruleLocked() : round.rule();
    return sent.map(last -> new LastWords<>(question.answer(), last));
  }

  @Override
  public Uni<Void> together(List<? extends Question<?>> questions) {
    return transaction
        .tryThrough(
            Set.of(questions.getFirst().partner()),
            TURN,
            connection ->
                new Round(connection.getDelegate(), questions, topics)
                    .rule()
                    .map(last -> new LastWords<>(questions, last)))
        .replaceWithVoid();
  }
}
