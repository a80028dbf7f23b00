package dev.countersign.benchmarks;

import dev.countersign.local.client.RunningStack;
import dev.countersign.local.state.StateDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The common workload through the whole pipeline of a stack that is up: warms up, measures, prints.
 * CPU is counted for every process of the stack, so the machine's size does not matter.
 */
@Command(name = "bench", description = "Measure approvals per CPU second of the whole stack.")
public final class Bench implements java.util.concurrent.Callable<Integer> {

  /** Kept, because the logging library forgets a logger, and its level, that nobody holds. */
  private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

  @Option(names = "--state", required = true, description = "Where the stack keeps its state.")
  private Path state = Path.of("");

  @Option(names = "--quick", description = "Measure for one minute, after a shorter warm-up.")
  private boolean quick;

  @Option(names = "--warm-up", description = "Seconds to warm up, whatever the compilers do.")
  private int warmUpSeconds;

  @Option(names = "--measure", description = "Seconds to measure, instead.")
  private int measuredSeconds;

  @Option(names = "--under-way", description = "Events under way at once (default 400).")
  private int underWay = 400;

  @Option(names = "--people", description = "Decisions at once (default 32).")
  private int people = 32;

  @Option(names = "--seed", description = "What amounts follow from (default 1).")
  private long seed = 1;

  private final PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);

  public static void main(String[] arguments) {
    KAFKA.setLevel(Level.SEVERE);
    System.exit(new CommandLine(new Bench()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, SQLException {
    var stack = RunningStack.of(new StateDirectory(state));
    var length = Duration.ofSeconds(firstOf(measuredSeconds, quick ? 60 : 300));
    out.printf(
        "%d events under way, %d people at once, seed %d: %d s are measured once all is warm.%n",
        underWay, people, seed, length.toSeconds());
    var deciders = new Deciders(stack.apiOf("request-service"), people);
    var invoices = new Invoices(Long.toString(Instant.now().getEpochSecond(), 36), seed);
    try (var pipeline = new Pipeline(stack.kafka(), invoices, deciders, underWay);
        var database = DriverManager.getConnection(superuser(stack))) {
      out.printf("Warm after %d s.%n", warmUp(stack).toSeconds());
      pipeline.forgetLatencies();
      var before = Measurement.now(pipeline, pids(stack), database);
      Waiting.pass(length);
      var measured = Measurement.now(pipeline, pids(stack), database).since(before);
      new Report(out).print(measured, length, pipeline, deciders.refused());
    }
    return 0;
  }

  private Duration warmUp(RunningStack stack) {
    if (warmUpSeconds > 0) {
      var given = Duration.ofSeconds(warmUpSeconds);
      Waiting.pass(given);
      return given;
    }
    var shortest = Duration.ofMinutes(quick ? 2 : 5);
    return new WarmUp(shortest, Duration.ofMinutes(10)).run(stack.pids().values());
  }

  private static int firstOf(int given, int otherwise) {
    return given > 0 ? given : otherwise;
  }

  private static String superuser(RunningStack stack) {
    var postgres = stack.endpoints().postgres();
    return "jdbc:postgresql://%s/postgres?user=%s&password=%s"
        .formatted(postgres.address(), postgres.superuser(), postgres.superuser());
  }

  private static Map<String, Long> pids(RunningStack stack) {
    var pids = new LinkedHashMap<>(stack.pids());
    pids.put("load generator", ProcessHandle.current().pid());
    return pids;
  }
}
