package dev.countersign.benchmarks.policies;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Events per second of CPU time, the collector's and the compiler's included: on a machine that
 * others use too, the clock on the wall measures them.
 */
public final class CpuRate implements InternalProfiler {

  static final String NAME = "perCpuSecond";

  private static final double NANOS = 1e9;

  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private long start;

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    start = system.getProcessCpuTime();
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    var seconds = (system.getProcessCpuTime() - start) / NANOS;
    var rate = result.getMetadata().getAllOps() / seconds;
    return List.of(new ScalarResult(NAME, rate, "ops/s", AggregationPolicy.MAX));
  }

  @Override
  public String getDescription() {
    return "events per second of CPU time";
  }
}
