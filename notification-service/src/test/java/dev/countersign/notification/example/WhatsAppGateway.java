package dev.countersign.notification.example;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.countersign.platform.messaging.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The other side: takes messages, fails where a name says so, and shows what it took. */
public final class WhatsAppGateway implements AutoCloseable {
  private final HttpServer server;
  private final List<Message> messages = new CopyOnWriteArrayList<>();

  /** A message as it came in. */
  public record Message(String key, String body) {}

  public WhatsAppGateway() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/messages", this::answer);
    server.start();
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/messages");
  }

  private void answer(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("GET")) {
      var all = Json.bytes(messages);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, all.length);
      exchange.getResponseBody().write(all);
      exchange.close();
    } else {
      take(exchange);
    }
  }

  private void take(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    messages.add(new Message(exchange.getRequestHeaders().getFirst("Idempotency-Key"), body));
    exchange.sendResponseHeaders(status(body), -1);
    exchange.close();
  }

  private int status(String body) {
    if (body.contains("unknown-number")) {
      return 404;
    }
    var times = messages.stream().filter(it -> it.body().equals(body)).count();
    return body.contains("flaky") && times == 1 ? 503 : 202;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
