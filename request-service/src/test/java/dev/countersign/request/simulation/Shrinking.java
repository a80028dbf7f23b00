package dev.countersign.request.simulation;

import java.util.BitSet;

/** Leaves out of a broken story what does not matter to its being broken. */
final class Shrinking {
  private Shrinking() {}

  /** The shortest story found, ready to be read. */
  static String tell(long seed, Engine engine, String broken) {
    var left = new BitSet();
    for (int size = Story.ACTIONS / 2; size >= 1; size /= 2) {
      for (int from = 0; from < Story.ACTIONS; from += size) {
        var fewer = (BitSet) left.clone();
        fewer.set(from, Math.min(Story.ACTIONS, from + size));
        var still = new Story(seed, engine, new Coverage()).run(fewer);
        if (still.isPresent() && still.get().equals(broken)) {
          left = fewer;
        }
      }
    }
    var shortest = new Story(seed, engine, new Coverage(), Story.Telling.EVERYTHING);
    shortest.run(left);
    return "%s%n-Dsimulation.seed=%d -Dsimulation.schedules=1, without actions %s%n%s"
        .formatted(broken, seed, left, String.join("\n", shortest.told()));
  }
}
