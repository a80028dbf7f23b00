package dev.countersign.request.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.embedded.Database;
import dev.countersign.embedded.KillableServer;
import dev.countersign.platform.testing.FaultProxy;
import dev.countersign.platform.testing.FaultProxy.Break;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * The switches of {@link OwnDatabase}. The test framework loads its resources in another class
 * loader than the tests, so a switch is a line to a port that a system property names.
 */
public final class Outage {
  private static final String PORT = "countersign.tests.outage";
  private static final String DONE = "done";

  private final KillableServer server;
  private final FaultProxy proxy;

  private Outage(KillableServer server, FaultProxy proxy) {
    this.server = server;
    this.proxy = proxy;
  }

  static void publish(KillableServer server, FaultProxy proxy) throws IOException {
    var outage = new Outage(server, proxy);
    var socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    System.setProperty(PORT, Integer.toString(socket.getLocalPort()));
    Thread.ofVirtual().name("outage").start(() -> outage.serve(socket));
  }

  /** The database server dies at once. */
  public static void kill() {
    say("kill");
  }

  /** A server that was killed recovers. */
  public static void restart() {
    say("restart");
  }

  /** The next connections break where the service says the marker. */
  public static void breakAt(String marker, Break where, int times) {
    say("break " + where + " " + times + " " + marker);
  }

  /** Breaks that were asked for and have not happened yet. */
  public static int left() {
    return Integer.parseInt(say("left"));
  }

  /** The database itself, past the network that fails. */
  public static Database database() {
    return new Database("request", "request", say("address"));
  }

  private void serve(ServerSocket socket) {
    while (true) {
      try (var asking = socket.accept();
          var in = new BufferedReader(new InputStreamReader(asking.getInputStream(), UTF_8));
          var out = new PrintWriter(asking.getOutputStream(), true, UTF_8)) {
        out.println(answer(in.readLine()));
      } catch (IOException problem) {
        throw new UncheckedIOException(problem);
      }
    }
  }

  private String answer(String line) {
    var words = line.split(" ", 4);
    try {
      switch (words[0]) {
        case "kill" -> server.kill();
        case "restart" -> server.restart();
        case "break" ->
            proxy.breakAt(words[3], Break.valueOf(words[1]), Integer.parseInt(words[2]));
        case "left" -> {
          return Integer.toString(proxy.left());
        }
        case "address" -> {
          return server.server().address();
        }
        default -> throw new IllegalArgumentException(line);
      }
      return DONE;
    } catch (IOException problem) {
      return "failed: " + problem;
    } catch (InterruptedException problem) {
      Thread.currentThread().interrupt();
      return "failed: " + problem;
    }
  }

  private static String say(String line) {
    var port = Integer.getInteger(PORT, 0);
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        var out = new PrintWriter(socket.getOutputStream(), true, UTF_8);
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))) {
      out.println(line);
      var answer = in.readLine();
      if (answer == null || answer.startsWith("failed")) {
        throw new IllegalStateException(line + " " + answer);
      }
      return answer;
    } catch (IOException problem) {
      throw new UncheckedIOException(line, problem);
    }
  }
}
