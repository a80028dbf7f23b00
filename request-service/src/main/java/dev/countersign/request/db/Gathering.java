package dev.countersign.request.db;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
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
  private final Function<W, ?> subject;
  private final Consumer<List<W>> start;
  private final Deque<W> waiting = new ArrayDeque<>();
  private boolean busy;

  /**
   * Nothing is under way yet.
   *
   * @param most how many pieces start at a time
   * @param subject what a piece is about; no two about the same start at a time
   * @param start starts them, and sees to it that {@link #goOn} is called afterwards
   */
  Gathering(int most, Function<W, ?> subject, Consumer<List<W>> start) {
    this.most = most;
    this.subject = subject;
    this.start = start;
  }

  void add(W work) {
    waiting.add(work);
    if (!busy) {
      goOn();
    }
  }

  /** What was started last has ended, or has had its time. */
  void goOn() {
    busy = !waiting.isEmpty();
    if (busy) {
      start.accept(next());
    }
  }

  private List<W> next() {
    var next = new LinkedHashMap<Object, W>();
    var rest = new ArrayDeque<W>();
    for (W work : waiting) {
      if (next.size() == most || next.putIfAbsent(subject.apply(work), work) != null) {
        rest.add(work);
      }
    }
    waiting.clear();
    waiting.addAll(rest);
    return List.copyOf(next.values());
  }
}
