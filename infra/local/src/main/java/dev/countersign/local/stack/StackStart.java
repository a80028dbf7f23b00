package dev.countersign.local.stack;

import dev.countersign.embedded.ConnectorDefinition;
import dev.countersign.embedded.Connectors;
import dev.countersign.embedded.Database;
import dev.countersign.embedded.Databases;
import dev.countersign.local.state.PortTable;
import dev.countersign.local.supervisor.ChildSource;
import dev.countersign.local.supervisor.Layer;
import dev.countersign.local.supervisor.Supervisor;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The order in which a stack comes up: as much as possible at the same time, but no more. */
final class StackStart {

  /** Each connector and the service whose database it reads. */
  private static final Map<String, String> CONNECTORS =
      Map.of(
          "rules-policies", "rules", "request-directory", "request", "request-ledger", "request");

  private final Supervisor supervisor;
  private final Children children;
  private final PortTable ports;
  private final List<Service> services;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  StackStart(Supervisor supervisor, Children children, PortTable ports, List<Service> services) {
    this.supervisor = supervisor;
    this.children = children;
    this.ports = ports;
    this.services = List.copyOf(services);
  }

  /** Returns when everything can be used; fails with the first thing that could not be started. */
  void run() throws IOException, InterruptedException {
    Future<?> postgres = begin(this::startPostgres);
    Future<?> kafka = begin(this::startKafka);
    Future<?> identity = begin(() -> start(Layer.STORAGE, "identity", children.identityAndMail()));
    Future<?> origin = begin(() -> start(Layer.EDGE, "origin", children.origin()));
    join(kafka);
    Future<?> connect = begin(() -> start(Layer.SERVICES, "connect", children.connect()));
    join(postgres);
    join(identity);
    startServices();
    join(connect);
    startConnectors();
    join(origin);
  }

  private void startPostgres() throws IOException, InterruptedException, SQLException {
    start(Layer.STORAGE, "postgres", children.postgres());
    Databases databases = children.postgresServer().databases();
    for (Service service : Service.ALL) {
      databases.create(service.name(), service.name());
    }
    // Nothing is decided before the slot exists, or its events would never be published.
    databases.createSlot(database("request"), "request_ledger");
  }

  private void startKafka() throws IOException, InterruptedException {
    start(Layer.STORAGE, "kafka", children.kafka());
    Topics.create("127.0.0.1:" + ports.of("kafka"), TopicPlan.read());
  }

  private void startServices() throws IOException, InterruptedException {
    List<Future<?>> starting = new ArrayList<>();
    for (Service service : services) {
      starting.add(begin(() -> start(Layer.SERVICES, service.child(), children.service(service))));
    }
    for (Future<?> service : starting) {
      join(service);
    }
  }

  private void startConnectors() throws IOException, InterruptedException {
    URI connect = URI.create("http://127.0.0.1:" + ports.of("connect"));
    try (Connectors connectors = new Connectors(connect)) {
      ConnectorStart start = new ConnectorStart(connectors);
      for (String connector : connectors()) {
        String service = CONNECTORS.getOrDefault(connector, "");
        start.put(ConnectorDefinition.of(connector, database(service)));
      }
      for (String connector : connectors()) {
        start.awaitRunning(connector);
      }
    }
    supervisor.progress("%-21s running".formatted("connectors"));
  }

  /** The connectors whose tables exist, because their service runs. */
  List<String> connectors() {
    List<String> running = services.stream().map(Service::name).toList();
    return CONNECTORS.keySet().stream()
        .filter(connector -> running.contains(CONNECTORS.get(connector)))
        .sorted()
        .toList();
  }

  private Future<?> begin(Step step) {
    return threads.submit(() -> {
      step.run();
      return step;
    });
  }

  private Database database(String service) {
    return new Database(service, service, "127.0.0.1:" + ports.of("postgres"));
  }

  private void start(Layer layer, String name, ChildSource source)
      throws IOException, InterruptedException {
    CompletableFuture<Duration> ready = supervisor.start(layer, name, source);
    Duration after = join(ready);
    supervisor.progress("%-21s ready after %.1f s".formatted(name, after.toMillis() / 1000.0));
  }

  private static <T> T join(Future<T> future) throws IOException, InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException problem) {
      if (problem.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new IOException(problem.getCause());
    }
  }

  /** Something that is done beside other things. */
  @FunctionalInterface
  private interface Step {
    void run() throws IOException, InterruptedException, SQLException;
  }
}
