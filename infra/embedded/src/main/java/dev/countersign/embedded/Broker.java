package dev.countersign.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * One Kafka broker that is its own controller, on loopback.
 *
 * @param directory home of the log segments, the configuration and the server's log
 * @param jvmOptions heap and the like
 * @param settings more or other broker properties, for example {@code auto.create.topics.enable}
 */
public record Broker(
    Path directory,
    int port,
    int controllerPort,
    List<String> jvmOptions,
    Map<String, String> settings) {

  /** What fits a machine that runs everything else too. */
  public static final List<String> JVM_OPTIONS = Jvm.withHeap("128m", "512m");

  public Broker {
    directory = directory.toAbsolutePath();
    jvmOptions = List.copyOf(jvmOptions);
    settings = Map.copyOf(settings);
  }

  /** No topic is created by itself. */
  public Broker(Path directory, int port, int controllerPort) {
    this(directory, port, controllerPort, JVM_OPTIONS, Map.of());
  }

  public String address() {
    return "127.0.0.1:" + port;
  }

  /** Writes the configuration, and formats the storage the first time. */
  public Broker prepare() throws IOException, InterruptedException {
    Files.createDirectories(directory);
    PropertyFile.write(properties(), configuration());
    if (!Files.exists(data().resolve("meta.properties"))) {
      List<String> command =
          new ArrayList<>(ServerFiles.java(Jvm.SHORT_LIVED, "kafka.tools.StorageTool"));
      command.addAll(List.of("format", "-t", clusterId(), "-c", properties().toString()));
      OneShot.run("Formatting the broker's storage", command, log());
    }
    return this;
  }

  /** The broker as a process of its own. Call {@link #prepare} before each start. */
  public ChildCommand command() throws IOException {
    List<String> command =
        new ArrayList<>(ServerFiles.java(Jvm.options(jvmOptions), "kafka.Kafka"));
    command.add(properties().toString());
    return new ChildCommand(
        "broker", command, Map.of(), directory, log(), Readiness.port(port), StopSignal.TERM);
  }

  private Map<String, String> configuration() {
    Map<String, String> all = new TreeMap<>();
    all.put("process.roles", "broker,controller");
    all.put("node.id", "1");
    all.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    all.put("controller.listener.names", "CONTROLLER");
    all.put(
        "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
    all.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    all.put("log.dirs", data().toString());
    all.put("num.partitions", "6");
    all.put("auto.create.topics.enable", "false");
    // A broker that was killed may register again only after its last session has run out.
    all.put("broker.session.timeout.ms", "5000");
    all.put("broker.heartbeat.interval.ms", "1000");
    all.put("group.initial.rebalance.delay.ms", "0");
    all.put("offsets.topic.num.partitions", "6");
    all.put("offsets.topic.replication.factor", "1");
    all.put("transaction.state.log.num.partitions", "6");
    all.put("transaction.state.log.replication.factor", "1");
    all.put("transaction.state.log.min.isr", "1");
    all.put("share.coordinator.state.topic.replication.factor", "1");
    all.put("share.coordinator.state.topic.min.isr", "1");
    all.putAll(settings);
    return all;
  }

  private static String clusterId() {
    UUID id = UUID.randomUUID();
    ByteBuffer bytes = ByteBuffer.allocate(16);
    // The first bit is cleared because an id that starts with a dash reads as an option.
    bytes
        .putLong(id.getMostSignificantBits() & Long.MAX_VALUE)
        .putLong(id.getLeastSignificantBits());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  private Path data() {
    return directory.resolve("data");
  }

  private Path properties() {
    return directory.resolve("broker.properties");
  }

  private Path log() {
    return directory.resolve("broker.log");
  }
}
