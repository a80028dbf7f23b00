package dev.countersign.local.stack;

import dev.countersign.local.state.PortTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Every address of a stack, as {@code status --json} prints them. */
public record Endpoints(
    String origin,
    String kafka,
    Postgres postgres,
    String connect,
    Identity identity,
    Mail mail,
    SequencedMap<String, String> services) {

  /** The database server; the password of each user is its name. */
  public record Postgres(
      String address, String superuser, List<Database> databases, String captureUser) {}

  /** One service's database and its users. */
  public record Database(
      String name, String url, String migrationUser, String serviceUser, String scanUser) {}

  /** The OpenID Connect issuer and the grant by which {@code token} gets a token. */
  public record Identity(
      String issuer, String discovery, String authorization, String token, String clientId) {}

  /** Where mail goes in and where it is read. */
  public record Mail(String smtp, String page, String messages) {}

  public static Endpoints of(PortTable ports) {
    String origin = local(ports, "origin");
    return new Endpoints(
        origin,
        "localhost:" + ports.of("kafka"),
        postgres("localhost:" + ports.of("postgres")),
        local(ports, "connect"),
        identity(local(ports, "identity") + "/countersign"),
        new Mail("localhost:" + ports.of("smtp"), origin + "/mail/", origin + "/mail/messages"),
        services(ports));
  }

  private static Postgres postgres(String address) {
    return new Postgres(
        address,
        "postgres",
        Service.ALL.stream().map(service -> database(service.name(), address)).toList(),
        "cdc");
  }

  private static Database database(String name, String address) {
    String url = "jdbc:postgresql://" + address + "/" + name;
    return new Database(name, url, name + "_migrate", name + "_app", name + "_scan");
  }

  private static Identity identity(String issuer) {
    return new Identity(
        issuer,
        issuer + "/.well-known/openid-configuration",
        issuer + "/authorize",
        issuer + "/token",
        "countersign");
  }

  private static SequencedMap<String, String> services(PortTable ports) {
    SequencedMap<String, String> services = new LinkedHashMap<>();
    Service.ALL.forEach(service -> services.put(service.child(), local(ports, service.name())));
    return services;
  }

  private static String local(PortTable ports, String name) {
    return "http://localhost:" + ports.of(name);
  }
}
