package dev.countersign.benchmarks.policies;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the comparison and prints it as a table: policies per CPU second. */
public final class Main {

  private static final double MILLION = 1e6;

  private Main() {}

  /** Arguments are JMH's own. */
  public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
    var options =
        new OptionsBuilder()
            .parent(new CommandLineOptions(arguments))
            .include(PolicyBench.class.getName())
            .addProfiler(CpuRate.class)
            .build();
    var rates = new LinkedHashMap<String, TreeMap<Integer, Double>>();
    for (var result : new Runner(options).run()) {
      rates
          .computeIfAbsent(engine(result), _ -> new TreeMap<>())
          .put(policies(result), rate(result));
    }
    rates.forEach((engine, byPolicies) -> {
      var row = new StringBuilder("| " + engine + " |");
      byPolicies.values().forEach(it -> row.append(String.format(Locale.ROOT, " %.3f |", it)));
      System.out.println(row);
    });
  }

  private static String engine(RunResult result) {
    return result.getParams().getParam("engine");
  }

  private static int policies(RunResult result) {
    return Integer.parseInt(result.getParams().getParam("policies"));
  }

  /** Millions of policies per CPU second, in the best iteration. */
  private static double rate(RunResult result) {
    var events = result.getSecondaryResults().get(CpuRate.NAME).getScore();
    return events * policies(result) / MILLION;
  }
}
