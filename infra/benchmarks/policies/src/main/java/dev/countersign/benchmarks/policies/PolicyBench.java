package dev.countersign.benchmarks.policies;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Events per second in one thread, each held against all policies of a partner. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class PolicyBench {

  @Param({
    "countersign",
    "countersign, traced",
    "countersign, JSON Logic",
    "Drools",
    "CEL",
    "json-logic-java",
    "Camunda DMN"
  })
  public String engine = "";

  @Param({"1", "10", "100", "1000"})
  public int policies;

  private Engine loaded = _ -> 0;
  private int event;

  /** Loads the policies, and refuses to measure an engine that answers differently. */
  @Setup
  public void load() throws Exception {
    var workload = Workload.policies(policies);
    loaded = Engine.of(engine, workload);
    var reference = Engine.of("countersign", workload);
    for (int index = 0; index < Workload.EVENTS; index++) {
      if (loaded.matching(index) != reference.matching(index)) {
        throw new IllegalStateException(engine + " answers event " + index + " differently");
      }
    }
  }

  @Benchmark
  public int events() {
    event = (event + 1) % Workload.EVENTS;
    return loaded.matching(event);
  }
}
