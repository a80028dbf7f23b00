package dev.countersign.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Whether a server can be used now. Cheap to ask, and never an exception: not ready is false. */
@FunctionalInterface
public interface Readiness {

  boolean isReady();

  /** Ready once something accepts connections on the port. */
  static Readiness port(int port) {
    return () -> {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
        return true;
      } catch (IOException _) {
        return false;
      }
    };
  }

  /** Ready once a GET answers 200. */
  static Readiness ok(URI address) {
    HttpRequest request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(2)).build();
    return () -> {
      try (HttpClient client = HttpClient.newHttpClient()) {
        return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
      } catch (IOException _) {
        return false;
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return false;
      }
    };
  }
}
