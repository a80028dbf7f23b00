package dev.countersign.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A PostgreSQL 18 server on loopback with logical decoding. Commits are durable: it is the system
 * of record in the local stack too. Passwords are checked (scram), also for the superuser.
 *
 * @param directory home of the cluster and its log; the data stays there between starts
 * @param settings more or other lines of postgresql.conf, for example {@code max_connections}
 */
public record PostgresServer(Path directory, int port, Map<String, String> settings) {

  static final String SUPERUSER = "postgres";

  public PostgresServer {
    directory = directory.toAbsolutePath();
    settings = Map.copyOf(settings);
  }

  public PostgresServer(Path directory, int port) {
    this(directory, port, Map.of());
  }

  public String address() {
    return "127.0.0.1:" + port;
  }

  public Databases databases() {
    return new Databases(address());
  }

  /** Creates the cluster unless it exists, and removes what a killed server left in the way. */
  public PostgresServer prepare() throws IOException, InterruptedException {
    if (!Files.exists(data().resolve("PG_VERSION"))) {
      initialise();
    }
    removeStaleLock();
    return this;
  }

  /** The server as a process of its own. Call {@link #prepare} before each start. */
  public ChildCommand command() throws IOException {
    List<String> command = new ArrayList<>(asOrdinaryUser(ServerFiles.postgres("postgres")));
    command.addAll(List.of("-D", data().toString()));
    allSettings().forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
    return new ChildCommand(
        "postgres",
        command,
        Map.of("LC_ALL", "C.UTF-8"),
        directory,
        directory.resolve("postgres.log"),
        databases()::isReady,
        StopSignal.INT);
  }

  private Map<String, String> allSettings() {
    Map<String, String> all = new TreeMap<>();
    all.put("listen_addresses", "127.0.0.1");
    all.put("unix_socket_directories", "");
    all.put("port", Integer.toString(port));
    all.put("wal_level", "logical");
    all.put("max_replication_slots", "64");
    all.put("max_wal_senders", "64");
    all.put("max_connections", "200");
    all.put("shared_buffers", "384MB");
    // Each checkpoint makes the pages that follow it be logged whole; few of them cost less.
    all.put("checkpoint_timeout", "15min");
    all.put("max_wal_size", "4GB");
    all.put("fsync", "on");
    all.put("synchronous_commit", "on");
    // Under load a commit waits a moment for others to share its flush.
    all.put("commit_delay", "500");
    all.put("commit_siblings", "3");
    all.put("timezone", "UTC");
    all.putAll(settings);
    return all;
  }

  private Path data() {
    return directory.resolve("data");
  }

  /** Made under another name first: a crash half-way must not leave what looks like a cluster. */
  private void initialise() throws IOException, InterruptedException {
    Files.createDirectories(directory);
    Path unfinished = directory.resolve("data.unfinished");
    DirectoryTree.delete(unfinished);
    Path password = Files.writeString(directory.resolve("superuser-password"), SUPERUSER);
    List<String> command = new ArrayList<>(asOrdinaryUser(ServerFiles.postgres("initdb")));
    command.addAll(
        List.of("-D", unfinished.toString(), "-U", SUPERUSER, "--pwfile", password.toString()));
    command.addAll(List.of("-E", "UTF8", "--locale", "C.UTF-8", "-A", "scram-sha-256"));
    OneShot.run("initdb", command, directory.resolve("postgres.log"));
    Files.delete(password);
    Files.move(unfinished, data(), StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * PostgreSQL refuses to run as root. In a user namespace without a mapping it sees itself as
   * nobody, while the files stay ours; unshare replaces itself, so the pid is the server's.
   */
  private static List<String> asOrdinaryUser(Path program) {
    Stream<String> prefix =
        "root".equals(System.getProperty("user.name")) ? Stream.of("unshare", "-U") : Stream.of();
    return Stream.concat(prefix, Stream.of(program.toString())).toList();
  }

  /** The number in postmaster.pid may by now be another process's, which would block the start. */
  private void removeStaleLock() throws IOException {
    Path lock = data().resolve("postmaster.pid");
    if (!Files.exists(lock)) {
      return;
    }
    long pid = Long.parseLong(Files.readAllLines(lock).getFirst().strip());
    if (isOurs(pid)) {
      throw new IOException("PostgreSQL already runs in " + directory + " as process " + pid);
    }
    Files.delete(lock);
  }

  private boolean isOurs(long pid) throws IOException {
    Path commandLine = Path.of("/proc", Long.toString(pid), "cmdline");
    return Files.isReadable(commandLine)
        && Files.readString(commandLine).contains(data().toString());
  }
}
