package dev.countersign.rules.core.window;

/**
 * A version reads a windowed fact that was not counted for the event, as when the version has
 * changed in between. It must be counted and judged again: there is no answer without the number.
 */
@SuppressWarnings("serial") // Never serialized.
public final class NotCounted extends RuntimeException {

  NotCounted(WindowedFact fact) {
    super("Nothing was counted for " + fact.measure() + " over " + fact.over());
  }
}
