package dev.countersign.benchmarks;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** Prints a measurement; the line {@code approvals per CPU second} stands in it once. */
final class Report {
  /** What a user of the stack brings along: shown, not counted. */
  private static final Set<String> NOT_COUNTED = Set.of("load generator", "identity", "mail");

  private final PrintWriter out;

  Report(PrintWriter out) {
    this.out = out;
  }

  void print(Measurement measured, Duration length, Pipeline pipeline, long refused) {
    out.printf("%napprovals: %d in %d s%n", measured.approvals(), length.toSeconds());
    out.printf("approvals per second: %.0f%n", measured.perSecond(length));
    out.printf("approvals per CPU second: %.0f%n", measured.approvals() / counted(measured));
    out.printf("%n%-24s %12s %16s%n", "process", "CPU seconds", "ms per approval");
    measured
        .cpuSeconds()
        .forEach((name, seconds) ->
            out.printf(
                "%-24s %12.1f %16.3f%s%n",
                name,
                seconds,
                seconds * 1_000 / Math.max(1, measured.approvals()),
                NOT_COUNTED.contains(name) ? "  not counted" : ""));
    out.printf("%-24s %12.1f  in all of these%n", "JIT compilers", measured.compilerSeconds());
    latencies(new TreeMap<>(pipeline.latencies()));
    database(measured);
    out.printf("decisions refused: %d%n", refused);
    out.flush();
  }

  private static double counted(Measurement measured) {
    return measured.cpuSeconds().entrySet().stream()
        .filter(entry -> !NOT_COUNTED.contains(entry.getKey()))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  private void latencies(Map<String, ? extends Histogram> latencies) {
    out.printf("%n%-24s %9s %9s %9s%n", "milliseconds", "p50", "p95", "p99");
    latencies.forEach((name, histogram) ->
        out.printf(
            "%-24s %9.1f %9.1f %9.1f%n",
            name,
            histogram.getValueAtPercentile(50) / 1_000.0,
            histogram.getValueAtPercentile(95) / 1_000.0,
            histogram.getValueAtPercentile(99) / 1_000.0));
  }

  private void database(Measurement measured) {
    var written = measured.database();
    out.printf("%nper approval, all databases%n");
    out.printf("%-24s %9.2f%n", "rows", measured.perApproval(written.rows()));
    out.printf("%-24s %9.0f%n", "WAL bytes", measured.perApproval(written.walBytes()));
    out.printf("%-24s %9.2f%n", "commits", measured.perApproval(written.commits()));
    out.printf("%-24s %9.2f%n", "WAL flushes", measured.perApproval(written.flushes()));
  }
}
