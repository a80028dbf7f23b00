package dev.countersign.request.db;

import dev.countersign.platform.storage.Callers;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Questions of one partner that come while others are being answered share the next transaction:
 * its statements, its commit and its flush. If that transaction fails, whyever, nothing of it
 * stays, and each question is answered in one of its own.
 */
final class GroupCommit {
  private static final int MOST = 32;

  /** Whoever waits for a lock does not keep the partner waiting. */
  private static final long LONGEST_TURN_MILLIS = 25;

  private final Vertx vertx;
  private final Rounds rounds;
  private final Map<String, Lane> lanes = new ConcurrentHashMap<>();

  GroupCommit(Vertx vertx, Rounds rounds) {
    this.vertx = vertx;
    this.rounds = rounds;
  }

  /** The transactions. */
  interface Rounds {
    /** All questions in one transaction, tried once; they know their answers afterwards. */
    Uni<Void> together(List<? extends Question<?>> questions);

    <T> Uni<T> alone(Question<T> question);
  }

  <T> Uni<T> answer(Question<T> question) {
    return Uni.createFrom()
        .emitter(emitter ->
            lanes
                .computeIfAbsent(question.partner(), _ -> new Lane())
                .add(new Waiting<>(question, emitter, Callers.current())));
  }

  /** Somebody who waits for an answer, and where. */
  private record Waiting<T>(Question<T> question, UniEmitter<? super T> emitter, Executor caller) {
    void tell() {
      caller.execute(() -> emitter.complete(question.answer()));
    }

    void askAlone(Rounds rounds) {
      rounds
          .alone(question)
          .subscribe()
          .with(_ -> tell(), failure -> caller.execute(() -> emitter.fail(failure)));
    }
  }

  /** The questions of one partner, on the event loop that its first one came on. */
  private final class Lane {
    private final Context context = rootContext();
    private final Gathering<Waiting<?>> gathering =
        new Gathering<>(MOST, waiting -> waiting.question().target().request(), this::start);

    void add(Waiting<?> waiting) {
      context.runOnContext(_ -> gathering.add(waiting));
    }

    private void start(List<Waiting<?>> batch) {
      var turn = new Turn();
      answer(batch).subscribe().with(_ -> context.runOnContext(_ -> turn.end()));
    }

    private Uni<Void> answer(List<Waiting<?>> batch) {
      return rounds
          .together(batch.stream().map(Waiting::question).toList())
          .invoke(() -> batch.forEach(Waiting::tell))
          .onFailure()
          .recoverWithItem(() -> {
            batch.forEach(waiting -> waiting.askAlone(rounds));
            return null;
          });
    }

    /** Ends once: with its transaction, or before it when that takes long. */
    private final class Turn {
      private final long timer = vertx.setTimer(LONGEST_TURN_MILLIS, _ -> end());
      private boolean over;

      void end() {
        if (!over) {
          over = true;
          vertx.cancelTimer(timer);
          gathering.goOn();
        }
      }
    }
  }

  private Context rootContext() {
    var current = Vertx.currentContext();
    return current == null ? vertx.getOrCreateContext() : VertxContext.getRootContext(current);
  }
}
