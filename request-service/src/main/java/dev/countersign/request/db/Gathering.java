package dev.countersign.request.db;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Work that comes while other work is under way waits, and starts with all that has gathered until
 * then; what comes alone starts at once. So nothing waits for company, and the busier it gets, the
 * more is done at a time. For one thread.
 *
 * @param <W> a piece of work
 */
final class Gathering<W> {
  private final int most;
  private final int longest;
  private final Function<W, ?> subject;
  private final Consumer<List<W>> start;
  private final Deque<W> waiting = new ArrayDeque<>();
  private final Set<Object> subjects = new HashSet<>();
  private boolean busy;

  /**
   * Nothing is under way yet.
   *
   * @param most how many pieces start at a time
   * @param longest how many pieces wait
   * @param subject what a piece is about; no two about the same are here at a time
   * @param start starts them, and sees to it that {@link #goOn} is called afterwards, and for each
   *     of them {@link #end}
   */
  Gathering(int most, int longest, Function<W, ?> subject, Consumer<List<W>> start) {
    this.most = most;
    this.longest = longest;
    this.subject = subject;
    this.start = start;
  }

  /** Whether there is a place for it; if not, it must be done without others. */
  boolean offer(W work) {
    if (waiting.size() == longest || !subjects.add(subject.apply(work))) {
      return false;
    }
    waiting.add(work);
    if (!busy) {
      goOn();
    }
    return true;
  }

  /** What was started last has ended, or has had its time. */
  void goOn() {
    busy = !waiting.isEmpty();
    if (busy) {
      var next = new ArrayList<W>();
      while (next.size() < most && !waiting.isEmpty()) {
        next.add(waiting.remove());
      }
      start.accept(List.copyOf(next));
    }
  }

  /** This piece is done, whoever else of its start is not. */
  void end(W work) {
    subjects.remove(subject.apply(work));
  }
}
