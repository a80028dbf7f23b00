package dev.countersign.benchmarks;

import java.time.Duration;
import java.util.Collection;

/**
 * Waits under load until the JIT compilers have fallen silent, because what counts is what an
 * approval costs on a stack that has been up for a while. How long that takes depends on the
 * machine.
 */
final class WarmUp {
  private static final Duration LOOK = Duration.ofSeconds(20);
  private static final double SILENT = 0.05;

  private final Duration shortest;
  private final Duration longest;

  /**
   * Ends when the compilers take less than a twentieth of the CPU.
   *
   * @param shortest not before
   * @param longest but then, whatever they take
   */
  WarmUp(Duration shortest, Duration longest) {
    this.shortest = shortest;
    this.longest = longest;
  }

  /** How long it took. */
  Duration run(Collection<Long> pids) {
    var passed = Duration.ZERO;
    var share = 1.0;
    while (passed.compareTo(shortest) < 0
        || (share >= SILENT && passed.plus(LOOK).compareTo(longest) <= 0)) {
      var compilers = Cpu.compilerSecondsOf(pids);
      var all = Cpu.secondsOf(pids);
      Waiting.pass(LOOK);
      share = (Cpu.compilerSecondsOf(pids) - compilers) / (Cpu.secondsOf(pids) - all);
      passed = passed.plus(LOOK);
    }
    return passed;
  }
}
