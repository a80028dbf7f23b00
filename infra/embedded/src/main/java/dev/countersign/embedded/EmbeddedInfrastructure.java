package dev.countersign.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The servers that tests share. Each address comes from a system property ({@code
 * countersign.embedded.postgres}, {@code .kafka}, {@code .connect}) when it is given; otherwise
 * that server is started when it is first asked for, on free ports, and stopped with this JVM.
 */
public final class EmbeddedInfrastructure {

  private static final String PREFIX = "countersign.embedded.";
  private static final EmbeddedInfrastructure SHARED = new EmbeddedInfrastructure();

  private EmbeddedInfrastructure() {}

  public static EmbeddedInfrastructure shared() {
    return SHARED;
  }

  /** Host and port of PostgreSQL. */
  public String postgres() {
    return address("postgres", SharedServers::startPostgres);
  }

  /** Bootstrap address of the broker, which creates topics of six partitions by itself. */
  public String kafka() {
    return address("kafka", SharedServers::startBroker);
  }

  /** Address of Connect's REST interface; asking for it needs the broker too. */
  public URI connect() {
    String broker = kafka();
    return URI.create(
        address("connect", directory -> SharedServers.startConnect(directory, broker)));
  }

  /** An empty database of its own for one test class, with the roles of the service. */
  public Database createDatabase(String service) {
    String name = service + "_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    try {
      return databases().create(service, name);
    } catch (SQLException problem) {
      throw new IllegalStateException("Cannot create the database " + name, problem);
    }
  }

  public Databases databases() {
    return new Databases(postgres());
  }

  /**
   * Starts one of the product's connectors on a test's database, under names of its own; closing it
   * removes the connector and its slot.
   */
  public RunningConnector startConnector(String connector, Database database)
      throws IOException, InterruptedException {
    return RunningConnector.start(connector, database, connect());
  }

  /**
   * The system property is also where a started server is remembered: a test framework may load
   * this class more than once in a JVM, and must not get a second set of servers for it.
   */
  private static String address(String server, Starter starter) {
    synchronized (System.getProperties()) {
      String property = PREFIX + server;
      String address = System.getProperty(property);
      if (address == null) {
        address = start(server, starter);
        System.setProperty(property, address);
      }
      return address;
    }
  }

  private static String start(String server, Starter starter) {
    try {
      return starter.start(Files.createTempDirectory("countersign-" + server + "-"));
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    } catch (InterruptedException problem) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while starting " + server, problem);
    }
  }

  @FunctionalInterface
  private interface Starter {
    String start(Path directory) throws IOException, InterruptedException;
  }

  /** How the servers of a test run differ from those of the local stack: short-lived and small. */
  private static final class SharedServers {

    private static final List<String> OPTIONS =
        List.of("-Xms96m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    static String startPostgres(Path directory) throws IOException, InterruptedException {
      PostgresServer server = new PostgresServer(directory, port()).prepare();
      StopAtExit.start(server.command());
      return server.address();
    }

    static String startBroker(Path directory) throws IOException, InterruptedException {
      List<Integer> ports = Ports.free(2);
      Map<String, String> settings = Map.of("auto.create.topics.enable", "true");
      Broker broker =
          new Broker(directory, ports.getFirst(), ports.getLast(), OPTIONS, settings).prepare();
      StopAtExit.start(broker.command());
      return broker.address();
    }

    static String startConnect(Path directory, String broker)
        throws IOException, InterruptedException {
      ConnectWorker worker = new ConnectWorker(directory, port(), broker, OPTIONS).prepare();
      StopAtExit.start(worker.command());
      return worker.address().toString();
    }

    private static int port() throws IOException {
      return Ports.free(1).getFirst();
    }
  }
}
