package dev.countersign.local.stack;

import dev.countersign.embedded.Connectors;
import dev.countersign.local.provision.Provisioning;
import dev.countersign.local.state.PortTable;
import dev.countersign.local.state.Secrets;
import dev.countersign.local.state.StackState.Phase;
import dev.countersign.local.state.StateDirectory;
import dev.countersign.local.supervisor.ConnectorWatch;
import dev.countersign.local.supervisor.Supervisor;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** One stack, from its start until this process is told to end. */
public final class Stack {

  private static final Logger LOG = Logger.getLogger(Stack.class.getName());
  private static final int SECONDS_BETWEEN_LOOKS = 5;

  /** The variable that names the process a stack belongs to; without it a stack stays. */
  public static final String OWNER = "COUNTERSIGN_OWNER_PID";

  private final Supervisor supervisor;
  private final StackStart start;
  private final PortTable ports;
  private final Secrets secrets;
  private final List<Service> services;
  private final CountDownLatch stopping = new CountDownLatch(1);

  public Stack(StateDirectory directory, PortTable ports, List<Service> services)
      throws IOException {
    this.ports = ports;
    this.services = List.copyOf(services);
    secrets = Secrets.of(directory);
    supervisor = new Supervisor(directory, ports);
    start =
        new StackStart(supervisor, new Children(directory, ports, secrets), ports, this.services);
  }

  /** Blocks; answers the exit status of this process. */
  public int run() throws InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
    endWithOwner();
    supervisor.enter(Phase.STARTING, "");
    try {
      start.run();
      if (services.equals(Service.ALL)) {
        new Provisioning(Endpoints.of(ports), secrets).run();
        supervisor.progress("%-21s provisioned".formatted("partners and people"));
      }
      supervisor.enter(Phase.READY, "");
    } catch (IOException problem) {
      LOG.log(Level.SEVERE, "The stack cannot be started", problem);
      supervisor.enter(Phase.FAILED, String.valueOf(problem.getMessage()));
      supervisor.stopAll();
      return 1;
    }
    watchConnectors();
    return 0;
  }

  /** A stack that a test run started must not outlive that run, however it ends. */
  private static void endWithOwner() {
    String owner = System.getenv(OWNER);
    if (owner == null) {
      return;
    }
    Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(owner));
    Thread.ofVirtual()
        .start(() -> {
          process.ifPresent(handle -> handle.onExit().join());
          System.exit(0);
        });
  }

  private void watchConnectors() throws InterruptedException {
    URI connect = URI.create("http://127.0.0.1:" + ports.of("connect"));
    try (Connectors connectors = new Connectors(connect)) {
      ConnectorWatch watch = new ConnectorWatch(connectors, start.connectors());
      while (!stopping.await(SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS)) {
        watch.poll();
      }
    }
  }

  private void stop() {
    stopping.countDown();
    supervisor.enter(Phase.STOPPING, "");
    try {
      supervisor.stopAll();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    supervisor.enter(Phase.DOWN, "");
  }
}
