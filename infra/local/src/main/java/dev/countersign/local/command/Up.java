package dev.countersign.local.command;

import dev.countersign.local.CliProblem;
import dev.countersign.local.diagnosis.Preconditions;
import dev.countersign.local.stack.Deployment;
import dev.countersign.local.stack.Endpoints;
import dev.countersign.local.stack.Service;
import dev.countersign.local.state.PortTable;
import dev.countersign.local.state.StackState;
import dev.countersign.local.state.StackState.Phase;
import dev.countersign.local.state.StateDirectory;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts the stack and returns when it can be used. */
@Command(name = "up", description = "Start the stack; returns when everything is ready.")
public final class Up implements Callable<Integer> {

  @Mixin private Place place = new Place();

  @Option(names = "--attach", description = "Stay in the foreground; Ctrl-C stops everything.")
  private boolean attach;

  @Option(
      names = "--without",
      paramLabel = "SERVICE",
      description = "Leave out a service that you run yourself, for example rules-service.")
  private List<String> without = List.of();

  private final PrintStream out = System.out;

  @Override
  public Integer call() throws IOException, InterruptedException {
    StateDirectory directory = place.directory();
    Optional<StackState> known = place.stack();
    Optional<ProcessHandle> running = known.flatMap(StackState::supervising);
    ProcessHandle supervisor = running.isPresent() ? running.get() : begin(directory, known);
    int status = new StartWatch(directory, supervisor, out).untilReady();
    if (status == 0) {
      printWhereToLook(Endpoints.of(place.runningStack().ports()), running.isPresent());
    }
    return attach && status == 0 ? stay(directory, supervisor) : status;
  }

  private ProcessHandle begin(StateDirectory directory, Optional<StackState> known)
      throws IOException, InterruptedException {
    List<String> services = services();
    Preconditions.requireDiskSpace(directory.root());
    int left = known.isPresent() ? Leftovers.stop(known.get()) : 0;
    if (left > 0) {
      out.printf("Stopped %d processes that an earlier stack had left.%n", left);
    }
    PortTable ports = ports(known);
    Preconditions.requireFreePorts(ports);
    deploy(directory, services);
    Files.deleteIfExists(directory.progress());
    new StackState(Phase.STARTING, "", Optional.empty(), ports, List.of()).write(directory);
    return SupervisorProcess.start(directory, services);
  }

  private List<String> services() {
    List<String> known = Service.ALL.stream().map(Service::child).toList();
    for (String name : without) {
      if (!known.contains(name)) {
        throw new CliProblem(
            "No service is called %s; there are %s.".formatted(name, String.join(", ", known)));
      }
    }
    return known.stream().filter(name -> !without.contains(name)).toList();
  }

  /** Ports stay what they were, so that addresses people noted down stay good. */
  private static PortTable ports(Optional<StackState> known) {
    boolean free = "free".equals(System.getenv("COUNTERSIGN_PORTS"));
    Optional<PortTable> before = known.map(StackState::ports);
    if (free) {
      return before
          .filter(ports -> ports.inOrder().values().stream().allMatch(PortTable::isFree))
          .orElseGet(PortTable::free);
    }
    return before.orElseGet(PortTable::defaults);
  }

  private static void deploy(StateDirectory directory, List<String> services) throws IOException {
    Path repository = Place.repository();
    for (String service : services) {
      Path built = repository.resolve(service).resolve("target/quarkus-app");
      if (!Files.exists(built.resolve("quarkus-run.jar"))) {
        throw new CliProblem(
            "%s is not built; run mvn -Dquick package, then up again.".formatted(service));
      }
      Deployment.sync(built, directory.deployed(service));
    }
    Deployment.sync(
        repository.resolve("infra/local/target/classes"), directory.deployed("classes"));
    Deployment.sync(repository.resolve("infra/local/target/lib"), directory.deployed("lib"));
  }

  private int stay(StateDirectory directory, ProcessHandle supervisor) {
    out.println("Ctrl-C stops everything.");
    Thread stop =
        Thread.ofPlatform().unstarted(() -> SupervisorProcess.stop(directory, supervisor));
    Runtime.getRuntime().addShutdownHook(stop);
    supervisor.onExit().join();
    return 0;
  }

  private void printWhereToLook(Endpoints endpoints, boolean before) {
    out.printf(
        """
        %s

          Inbox     %s/inbox   sign in as supervisor@acme
          Mail      %s
          Kafka     %s
          Postgres  %s
          Connect   %s

        ./countersign status shows every part, ./countersign down stops all of them.
        """,
        before ? "Countersign is already up." : "Countersign is up.",
        endpoints.origin(),
        endpoints.mail().page(),
        endpoints.kafka(),
        endpoints.postgres().address(),
        endpoints.connect());
  }
}
