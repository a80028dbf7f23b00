package dev.countersign.local.command;

import dev.countersign.local.client.RunningStack;
import dev.countersign.local.demo.Demo;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Plays a realistic day; exits with 0 only if every event has exactly one answer. */
@Command(name = "demo", description = "Play a realistic day of events and prove every answer.")
public final class DemoRun implements Callable<Integer> {

  @Mixin private Place place = new Place();

  @Option(names = "--seed", description = "What amounts and decisions follow from (default 1).")
  private long seed = 1;

  @Override
  public Integer call() throws IOException {
    var stack = RunningStack.of(place.directory());
    var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    return new Demo(stack.kafka(), stack.api(), out).run(seed) ? 0 : 1;
  }
}
