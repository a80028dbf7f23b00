package dev.countersign.notification;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** An endpoint that behaves as the first part of the path says, and remembers what it was told. */
final class HostileServer implements AutoCloseable {

  /** One call as it arrived. */
  record Call(String path, Map<String, String> headers, String body) {}

  private static final byte[] FILLER = "x".repeat(8192).getBytes(UTF_8);

  final List<Call> calls = new CopyOnWriteArrayList<>();
  final AtomicLong bytesSent = new AtomicLong();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ServerSocket socket;

  HostileServer() throws IOException {
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  String url(String path) {
    return "http://127.0.0.1:" + socket.getLocalPort() + path;
  }

  List<Call> callsTo(String path) {
    return calls.stream().filter(call -> call.path().equals(path)).toList();
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    socket.close();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        var connection = socket.accept();
        Thread.ofVirtual().start(() -> serve(connection));
      } catch (IOException e) {
        if (!socket.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      var call = read(connection.getInputStream());
      calls.add(call);
      answer(call.path(), connection.getOutputStream());
    } catch (IOException _) {
      // The caller has hung up, as it may.
    }
  }

  private void answer(String path, OutputStream out) throws IOException {
    switch (path.split("[/?]")[1]) {
      case "ok" -> send(out, "HTTP/1.1 204 No Content\r\n\r\n");
      case "gone" -> send(out, "HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n");
      case "broken" -> send(out, "HTTP/1.1 500 Oops\r\nContent-Length: 6\r\n\r\nsecret");
      case "busy" ->
          send(out, "HTTP/1.1 503 Busy\r\nRetry-After: 10000000000\r\nContent-Length: 0\r\n\r\n");
      case "redirect" -> {
        var status = path.split("/")[2];
        send(
            out,
            "HTTP/1.1 "
                + status
                + " Moved\r\nLocation: "
                + url("/trap")
                + "\r\nContent-Length: 0\r\n\r\n");
      }
      case "drip" -> drip(out);
      case "silent" -> waitUntilClosed(Duration.ofMinutes(1));
      case "giant" -> giant(out);
      case "headers" -> headers(out);
      default -> send(out, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
    }
  }

  private void drip(OutputStream out) throws IOException {
    for (var c : "HTTP/1.1 200 OK\r\nX-Filler: ".repeat(20).toCharArray()) {
      send(out, String.valueOf(c));
      waitUntilClosed(Duration.ofMillis(200));
    }
  }

  private void giant(OutputStream out) throws IOException {
    send(out, "HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n");
    while (!socket.isClosed()) {
      out.write(FILLER);
      bytesSent.addAndGet(FILLER.length);
    }
  }

  private void headers(OutputStream out) throws IOException {
    send(out, "HTTP/1.1 200 OK\r\n");
    for (int i = 0; i < 100_000; i++) {
      send(out, "X-Header-" + i + ": filler\r\n");
      bytesSent.addAndGet(24);
    }
  }

  private void waitUntilClosed(Duration patience) throws IOException {
    try {
      if (closed.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("closed");
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static void send(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(ISO_8859_1));
    out.flush();
  }

  private static Call read(InputStream in) throws IOException {
    var path = line(in).split(" ")[1];
    var headers = new TreeMap<String, String>();
    for (var line = line(in); !line.isEmpty(); line = line(in)) {
      var colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    var body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    return new Call(path, headers, new String(body, UTF_8));
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (var c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("hung up");
      }
      line.append((char) c);
    }
    return line.toString().strip();
  }
}
