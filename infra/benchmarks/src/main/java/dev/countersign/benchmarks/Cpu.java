package dev.countersign.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** CPU time of process trees, from the kernel's accounts; children that ended are included. */
final class Cpu {
  private static final double TICKS_PER_SECOND = 100;
  private static final Pattern COMPILER = Pattern.compile("C[12] Compiler");

  private Cpu() {}

  /** Seconds that the process and everything below it have used so far. */
  static double secondsOf(long pid) {
    var tree =
        ProcessHandle.of(pid).stream()
            .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()));
    return tree.mapToDouble(process -> ticks(process.pid())).sum() / TICKS_PER_SECOND;
  }

  static double secondsOf(Collection<Long> pids) {
    return pids.stream().mapToDouble(Cpu::secondsOf).sum();
  }

  /** Seconds that the JIT compilers of these processes have used; a compiler that ended is not. */
  static double compilerSecondsOf(Collection<Long> pids) {
    return pids.stream().mapToDouble(Cpu::compilerTicks).sum() / TICKS_PER_SECOND;
  }

  private static double compilerTicks(long pid) {
    try (var threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
      return threads.filter(Cpu::isCompiler).mapToDouble(Cpu::ticks).sum();
    } catch (IOException gone) {
      return 0;
    }
  }

  private static boolean isCompiler(Path thread) {
    try {
      return COMPILER.matcher(Files.readString(thread.resolve("comm"))).lookingAt();
    } catch (IOException gone) {
      return false;
    }
  }

  private static double ticks(long pid) {
    return ticks(Path.of("/proc", Long.toString(pid)));
  }

  /** Of a process or a thread; one that is gone has none. */
  private static double ticks(Path kept) {
    try {
      var text = Files.readString(kept.resolve("stat"));
      var fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
      // utime, stime, and the same of children that were waited for.
      return Stream.of(11, 12, 13, 14).mapToLong(i -> Long.parseLong(fields[i])).sum();
    } catch (IOException gone) {
      if (Files.exists(kept)) {
        throw new UncheckedIOException(gone);
      }
      return 0;
    }
  }
}
