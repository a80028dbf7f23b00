package dev.countersign.request.db;

import dev.countersign.platform.storage.Callers;
import dev.countersign.platform.storage.SqlStates;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Questions of one partner that come while others are being answered share the next transaction:
 * its statements, its commit and its flush (ADR 0019). If that transaction fails, nothing of it
 * stays, and each question is answered in one of its own, unless the database has no room. So is a
 * question about a request that another one is about.
 */
final class GroupCommit {
  private static final int MOST = 32;
  private static final int LONGEST = 1_000;

  private final Vertx vertx;
  private final Duration longestTurn;
  private final Rounds rounds;
  private final Map<String, Lane> lanes = new ConcurrentHashMap<>();

  /**
   * Nobody has asked yet.
   *
   * @param longestTurn after this time the next ones start, though those before are not done
   */
  GroupCommit(Vertx vertx, Duration longestTurn, Rounds rounds) {
    this.vertx = vertx;
    this.longestTurn = longestTurn;
    this.rounds = rounds;
  }

  /** The transactions. */
  interface Rounds {
    /** All questions in one transaction, tried once; they know their answers afterwards. */
    Uni<Void> together(List<? extends Question<?>> questions);

    <T> Uni<T> alone(Question<T> question);

    /** A question that could not be answered together with others. */
    <T> Uni<T> again(Question<T> question);
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
      var answer = question.answer();
      caller.execute(() -> emitter.complete(answer));
    }

    void fail(Throwable failure) {
      caller.execute(() -> emitter.fail(failure));
    }

    void askAlone(Rounds rounds) {
      ask(() -> rounds.alone(question));
    }

    void askAgain(Rounds rounds) {
      ask(() -> rounds.again(question));
    }

    private void ask(Supplier<Uni<? extends T>> round) {
      Uni.createFrom().deferred(round).subscribe().with(_ -> tell(), this::fail);
    }
  }

  /** The questions of one partner, on the event loop that its first one came on. */
  private final class Lane {
    private final Context context = rootContext();
    private final Gathering<Waiting<?>> gathering =
        new Gathering<>(
            MOST, LONGEST, waiting -> waiting.question().target().request(), this::start);

    void add(Waiting<?> waiting) {
      context.runOnContext(_ -> {
        if (!gathering.offer(waiting)) {
          waiting.askAlone(rounds);
        }
      });
    }

    private void start(List<Waiting<?>> batch) {
      var turn = new Turn();
      Uni.createFrom()
          .deferred(() -> rounds.together(batch.stream().map(Waiting::question).toList()))
          .subscribe()
          .with(
              _ -> end(turn, batch, Optional.empty()),
              failure -> end(turn, batch, Optional.of(failure)));
    }

    private void end(Turn turn, List<Waiting<?>> batch, Optional<Throwable> failure) {
      context.runOnContext(_ -> {
        batch.forEach(waiting -> settle(waiting, failure));
        turn.end();
      });
    }

    private void settle(Waiting<?> waiting, Optional<Throwable> failure) {
      gathering.end(waiting);
      if (failure.isEmpty()) {
        waiting.tell();
      } else if (isWorthAnother(failure.get())) {
        waiting.askAgain(rounds);
      } else {
        waiting.fail(failure.get());
      }
    }

    /** Ends once: with its transaction, or before it when that takes long. */
    private final class Turn {
      private final long timer = vertx.setTimer(longestTurn.toMillis(), _ -> end());
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

  /** To ask a database without room once for each would make it worse; a lock is no such thing. */
  private static boolean isWorthAnother(Throwable failure) {
    return !SqlStates.isOverloaded(failure) || SqlStates.isLockTimeout(failure);
  }

  private Context rootContext() {
    var current = Vertx.currentContext();
    return current == null ? vertx.getOrCreateContext() : VertxContext.getRootContext(current);
  }
}
