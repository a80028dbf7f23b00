package dev.countersign.platform.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * An issuer that is away until a test starts it, and again when the test stops it. What it says is
 * what the {@link TestIssuer} says, under an address of its own.
 */
public final class AbsentIssuer implements AutoCloseable {

  private @Nullable HttpServer server;

  /** Lets a service trust an issuer that is not there. */
  public static class Resource extends EmbeddedResource {
    @Override
    public Map<String, String> start() {
      var settings = new HashMap<>(super.start());
      settings.put("countersign.oidc.issuer", "http://127.0.0.1:" + freePort());
      return settings;
    }
  }

  public static String address() {
    return ConfigProvider.getConfig().getValue("countersign.oidc.issuer", String.class);
  }

  public void start() throws IOException {
    var loopback = InetAddress.getLoopbackAddress();
    String address = address();
    var started =
        HttpServer.create(new InetSocketAddress(loopback, URI.create(address).getPort()), 0);
    started.createContext("/", exchange -> answer(exchange, address));
    started.start();
    server = started;
  }

  @Override
  public void close() {
    stop();
  }

  public void stop() {
    if (server != null) {
      server.stop(0);
      server = null;
    }
  }

  private static void answer(HttpExchange exchange, String address) throws IOException {
    var asked = URI.create(TestIssuer.address() + exchange.getRequestURI().getPath());
    try (var answer = asked.toURL().openStream()) {
      var text = new String(answer.readAllBytes(), UTF_8).replace(TestIssuer.address(), address);
      byte[] body = text.getBytes(UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
