package dev.countersign.local.command;

import dev.countersign.embedded.EmbeddedInfrastructure;
import dev.countersign.local.stack.Stack;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Runs every test against one set of servers of its own, on free ports. A running stack is not
 * touched.
 */
@Command(name = "test", description = "Run all tests, system tests included.")
public final class TestRun implements Callable<Integer> {

  @Parameters(
      paramLabel = "MAVEN",
      description = "More arguments for Maven, for example -pl rules-service.")
  private List<String> arguments = List.of();

  @Override
  public Integer call() throws IOException, InterruptedException {
    EmbeddedInfrastructure servers = EmbeddedInfrastructure.shared();
    List<String> command = new ArrayList<>(List.of("mvn", "verify", "-Psystem-tests"));
    command.add("-Dcountersign.embedded.postgres=" + servers.postgres());
    command.add("-Dcountersign.embedded.kafka=" + servers.kafka());
    command.add("-Dcountersign.embedded.connect=" + servers.connect());
    command.addAll(arguments);
    Instant begin = Instant.now();
    ProcessBuilder maven = new ProcessBuilder(command).directory(Place.repository().toFile());
    maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
    // The system tests start stacks of what this run has just built.
    maven.environment().put("COUNTERSIGN_BUILD", "no");
    maven.environment().put(Stack.OWNER, Long.toString(ProcessHandle.current().pid()));
    Process process = maven.inheritIO().start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "stop Maven"));
    int status = process.waitFor();
    System.out.println(TestCount.since(begin, Place.repository()));
    return status;
  }
}
