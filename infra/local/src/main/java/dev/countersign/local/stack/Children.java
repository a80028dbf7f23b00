package dev.countersign.local.stack;

import dev.countersign.embedded.Broker;
import dev.countersign.embedded.ChildCommand;
import dev.countersign.embedded.ConnectWorker;
import dev.countersign.embedded.Jvm;
import dev.countersign.embedded.PostgresServer;
import dev.countersign.embedded.Readiness;
import dev.countersign.embedded.StopSignal;
import dev.countersign.local.state.PortTable;
import dev.countersign.local.state.Secrets;
import dev.countersign.local.state.StateDirectory;
import dev.countersign.local.supervisor.ChildSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How each child of a stack is started. */
final class Children {

  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
  private static final List<String> SMALL_JVM =
      List.of(
          "-Xmx96m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "--sun-misc-unsafe-memory-access=allow",
          "--enable-native-access=ALL-UNNAMED");
  private static final List<String> SERVICE_JVM =
      List.of(
          "-Xms64m",
          "-Xmx300m",
          "--sun-misc-unsafe-memory-access=allow",
          "--enable-native-access=ALL-UNNAMED",
          "-Djava.util.logging.manager=org.jboss.logmanager.LogManager");

  private final StateDirectory directory;
  private final PortTable ports;
  private final Secrets secrets;

  Children(StateDirectory directory, PortTable ports, Secrets secrets) {
    this.directory = directory;
    this.ports = ports;
    this.secrets = secrets;
  }

  PostgresServer postgresServer() {
    return new PostgresServer(directory.home("postgres"), ports.of("postgres"));
  }

  ChildSource postgres() {
    return () -> renamed("postgres", postgresServer().prepare().command());
  }

  ChildSource kafka() {
    Broker broker =
        new Broker(directory.home("kafka"), ports.of("kafka"), ports.of("kafka-controller"));
    return () -> renamed("kafka", broker.prepare().command());
  }

  ChildSource connect() {
    String broker = "127.0.0.1:" + ports.of("kafka");
    ConnectWorker worker =
        new ConnectWorker(directory.home("connect"), ports.of("connect"), broker);
    return () -> {
      ChildCommand command = renamed("connect", worker.prepare().command());
      return with(command, HttpReadiness.of(ports.of("connect"), "/health"));
    };
  }

  /** Identity and mail share a JVM: both idle most of the time, and neither is measured. */
  ChildSource identityAndMail() {
    List<String> arguments =
        List.of(
            "--state", directory.root().toString(),
            "--identity", Integer.toString(ports.of("identity")),
            "--smtp", Integer.toString(ports.of("smtp")),
            "--page", Integer.toString(ports.of("mail")));
    Readiness ready = HttpReadiness.of(ports.of("mail"), "/mail/messages");
    return () -> launcherJvm("identity", "identity.IdentityAndMail", arguments, ready);
  }

  ChildSource origin() {
    List<String> upstreams =
        Stream.of("origin", "rules", "request", "notification", "escalation", "mail")
            .map(name -> name + "=" + ports.of(name))
            .toList();
    Readiness ready = Readiness.port(ports.of("origin"));
    return () -> launcherJvm("origin", "origin.Origin", upstreams, ready);
  }

  ChildSource service(Service service) {
    Path jar = directory.deployed(service.child()).resolve("quarkus-run.jar");
    List<String> command =
        Stream.of(
                Stream.of(JAVA.toString()),
                Jvm.LONG_LIVED.stream(),
                SERVICE_JVM.stream(),
                Stream.of("-jar", jar.toString()))
            .flatMap(parts -> parts)
            .toList();
    Map<String, String> environment = ServiceEnvironment.of(service, ports, secrets);
    Readiness ready = HttpReadiness.of(ports.of(service.name()), "/q/health/ready");
    return () -> child(service.child(), command, environment, ready);
  }

  private ChildCommand launcherJvm(
      String name, String mainClass, List<String> arguments, Readiness ready) {
    List<String> classPath =
        List.of("-cp", System.getProperty("java.class.path"), "dev.countersign.local." + mainClass);
    List<String> command =
        Stream.of(
                Stream.of(JAVA.toString()),
                SMALL_JVM.stream(),
                classPath.stream(),
                arguments.stream())
            .flatMap(parts -> parts)
            .toList();
    return child(name, command, Map.of(), ready);
  }

  private ChildCommand child(
      String name, List<String> command, Map<String, String> environment, Readiness ready) {
    return new ChildCommand(
        name,
        command,
        environment,
        directory.home(name),
        directory.log(name),
        ready,
        StopSignal.TERM);
  }

  private ChildCommand renamed(String name, ChildCommand command) {
    return new ChildCommand(
        name,
        command.command(),
        command.environment(),
        command.directory(),
        directory.log(name),
        command.readiness(),
        command.stopSignal());
  }

  private static ChildCommand with(ChildCommand command, Readiness ready) {
    return new ChildCommand(
        command.name(),
        command.command(),
        command.environment(),
        command.directory(),
        command.log(),
        ready,
        command.stopSignal());
  }
}
