package dev.countersign.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** CPU time of process trees, from the kernel's accounts; children that ended are included. */
final class Cpu {
  private static final double TICKS_PER_SECOND = 100;

  private Cpu() {}

  /** Seconds that the process and everything below it have used so far. */
  static double secondsOf(long pid) {
    var tree =
        ProcessHandle.of(pid).stream()
            .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()));
    return tree.mapToDouble(process -> ticks(process.pid())).sum() / TICKS_PER_SECOND;
  }

  private static double ticks(long pid) {
    var stat = Path.of("/proc", Long.toString(pid), "stat");
    try {
      var text = Files.readString(stat);
      var fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
      // utime, stime, and the same of children that were waited for.
      return Stream.of(11, 12, 13, 14).mapToLong(i -> Long.parseLong(fields[i])).sum();
    } catch (IOException gone) {
      if (ProcessHandle.of(pid).isPresent()) {
        throw new UncheckedIOException(gone);
      }
      return 0;
    }
  }
}
