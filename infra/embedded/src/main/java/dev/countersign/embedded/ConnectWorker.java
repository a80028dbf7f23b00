package dev.countersign.embedded;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One Connect worker in distributed mode with Debezium for PostgreSQL, its REST interface on
 * loopback. Definitions and offsets live in topics of the broker, so the directory holds no state.
 *
 * @param broker bootstrap address
 * @param jvmOptions heap and the like
 * @param settings more or other worker properties, for example another {@code group.id}
 */
public record ConnectWorker(
    Path directory,
    int port,
    String broker,
    List<String> jvmOptions,
    Map<String, String> settings) {

  /** What fits a machine that runs everything else too. */
  public static final List<String> JVM_OPTIONS = Jvm.withHeap("128m", "512m");

  public ConnectWorker {
    directory = directory.toAbsolutePath();
    jvmOptions = List.copyOf(jvmOptions);
    settings = Map.copyOf(settings);
  }

  public ConnectWorker(Path directory, int port, String broker, List<String> jvmOptions) {
    this(directory, port, broker, jvmOptions, Map.of());
  }

  public ConnectWorker(Path directory, int port, String broker) {
    this(directory, port, broker, JVM_OPTIONS);
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  public ConnectWorker prepare() throws IOException {
    Files.createDirectories(directory);
    PropertyFile.write(properties(), configuration());
    return this;
  }

  /** The worker as a process of its own; ready once it has joined its group. */
  public ChildCommand command() throws IOException {
    List<String> command =
        new ArrayList<>(
            ServerFiles.java(
                Jvm.options(jvmOptions), "org.apache.kafka.connect.cli.ConnectDistributed"));
    command.add(properties().toString());
    return new ChildCommand(
        "connect",
        command,
        Map.of(),
        directory,
        directory.resolve("connect.log"),
        Readiness.ok(address().resolve("/health")),
        StopSignal.TERM);
  }

  private Map<String, String> configuration() throws IOException {
    Map<String, String> all = new TreeMap<>();
    all.put("bootstrap.servers", broker);
    all.put("listeners", address().toString());
    all.put("rest.advertised.host.name", "127.0.0.1");
    all.put("group.id", "countersign-connect");
    all.put("exactly.once.source.support", "enabled");
    all.put("offset.flush.interval.ms", "1000");
    all.put("plugin.path", ServerFiles.plugins().toString());
    all.put("plugin.discovery", "service_load");
    all.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
    all.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
    all.put("config.storage.topic", "connect.config");
    all.put("offset.storage.topic", "connect.offsets");
    all.put("offset.storage.partitions", "1");
    all.put("status.storage.topic", "connect.status");
    all.put("status.storage.partitions", "1");
    List.of("config", "offset", "status")
        .forEach(kind -> all.put(kind + ".storage.replication.factor", "1"));
    // A restarted worker is a new member: it must not wait for the one that died.
    all.put("scheduled.rebalance.max.delay.ms", "0");
    all.put("session.timeout.ms", "6000");
    all.put("heartbeat.interval.ms", "2000");
    all.putAll(settings);
    return all;
  }

  private Path properties() {
    return directory.resolve("connect.properties");
  }
}
