package dev.countersign.local.state;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;

/** The port of each part of a stack, all on loopback. */
public final class PortTable {

  private static final SequencedMap<String, Integer> USUAL = usual();
  // Below the range that systems hand out to outgoing connections: a port stays free while its
  // owner restarts.
  private static final int FIRST_FREE = 18_000;
  private static final int LAST_FREE = 32_000;

  private final SequencedMap<String, Integer> ports;

  @JsonCreator
  PortTable(SequencedMap<String, Integer> ports) {
    this.ports = new LinkedHashMap<>(ports);
    USUAL.forEach(this.ports::putIfAbsent);
  }

  public static PortTable defaults() {
    return new PortTable(USUAL);
  }

  /** Ports that nobody listens on now. */
  public static PortTable free() {
    SequencedMap<String, Integer> free = new LinkedHashMap<>();
    USUAL.keySet().forEach(name -> free.put(name, freePort(free)));
    return new PortTable(free);
  }

  public int of(String name) {
    Integer port = ports.get(name);
    if (port == null) {
      throw new IllegalArgumentException("No port is called " + name);
    }
    return port;
  }

  @JsonValue
  public Map<String, Integer> all() {
    return inOrder();
  }

  public SequencedMap<String, Integer> inOrder() {
    return new LinkedHashMap<>(ports);
  }

  /** Whether somebody could listen there now. */
  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException _) {
      return false;
    }
  }

  private static int freePort(Map<String, Integer> taken) {
    return RandomGenerator.getDefault()
        .ints(FIRST_FREE, LAST_FREE)
        .filter(port -> !taken.containsValue(port) && isFree(port))
        .findFirst()
        .orElseThrow();
  }

  private static SequencedMap<String, Integer> usual() {
    SequencedMap<String, Integer> usual = new LinkedHashMap<>();
    usual.put("origin", 8080);
    usual.put("rules", 8081);
    usual.put("request", 8082);
    usual.put("notification", 8083);
    usual.put("escalation", 8084);
    usual.put("connect", 8085);
    usual.put("identity", 8090);
    usual.put("smtp", 8025);
    usual.put("mail", 8026);
    usual.put("kafka", 9092);
    usual.put("kafka-controller", 9093);
    usual.put("postgres", 15432);
    return usual;
  }
}
