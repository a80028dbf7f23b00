package dev.countersign.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One look at everything that is counted: approvals, CPU seconds by process, what PostgreSQL wrote.
 * The difference of two looks is a measurement.
 *
 * @param cpuSeconds by name of the process
 * @param compilerSeconds what of it the JIT compilers took
 */
record Measurement(
    Instant at,
    long approvals,
    Map<String, Double> cpuSeconds,
    double compilerSeconds,
    DatabaseCounters database) {

  static Measurement now(Pipeline pipeline, Map<String, Long> pids, Connection connection)
      throws SQLException {
    var cpu = new LinkedHashMap<String, Double>();
    pids.forEach((name, pid) -> cpu.put(name, Cpu.secondsOf(pid)));
    return new Measurement(
        Instant.now(),
        pipeline.answered(),
        cpu,
        Cpu.compilerSecondsOf(pids.values()),
        DatabaseCounters.of(connection));
  }

  Measurement since(Measurement earlier) {
    var cpu = new LinkedHashMap<String, Double>();
    cpuSeconds.forEach(
        (name, used) -> cpu.put(name, used - earlier.cpuSeconds.getOrDefault(name, 0.0)));
    return new Measurement(
        earlier.at,
        approvals - earlier.approvals,
        cpu,
        compilerSeconds - earlier.compilerSeconds,
        database.minus(earlier.database));
  }

  double perSecond(Duration length) {
    return approvals / (length.toMillis() / 1_000.0);
  }

  double perApproval(long amount) {
    return approvals == 0 ? 0 : (double) amount / approvals;
  }
}
