package dev.countersign.platform.web;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.platform.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes that no client library would send, to the server as it is. */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class HostileHttpTest {

  private static final String GET = "GET /v1/echo HTTP/1.1";
  private static final int SLOW = 300;
  private static final int CALLS = 60;

  static Stream<Arguments> ambiguous() {
    return Stream.concat(
        lengths(),
        Stream.of(
            hostile("a folded first header", GET, " Host: a", "", ""),
            hostile("a null in a value", GET, "Host: a", "X-A: b\0c", "", "")));
  }

  private static Stream<Arguments> lengths() {
    return Stream.of(
        sending("two lengths", "{} ", "Content-Length: 2", "Content-Length: 3"),
        sending("a length with a sign", "{}", "Content-Length: +2"),
        sending("an unknown coding", "2\r\n{}\r\n0\r\n\r\n", "Transfer-Encoding: xchunked"),
        sending("a space before a colon", "2\r\n{}\r\n0\r\n\r\n", "Transfer-Encoding : chunked"));
  }

  private static Arguments sending(String name, String body, String first, String... more) {
    var lines = new ArrayList<String>();
    lines.addAll(List.of("POST /v1/echo/tree HTTP/1.1", "Host: a"));
    lines.addAll(List.of("Connection: close", "Content-Type: application/json", first));
    lines.addAll(List.of(more));
    lines.addAll(List.of("", body));
    return hostile(name, lines.toArray(String[]::new));
  }

  private static Arguments hostile(String name, String... lines) {
    return argumentSet(name, lines(lines));
  }

  private static String lines(String... lines) {
    return String.join("\r\n", lines);
  }

  @ParameterizedTest
  @MethodSource("ambiguous")
  @DisplayName("RP-10: what two servers could read differently is 400, and the connection ends")
  void ambiguousRequestsAreRefused(String request) throws IOException {
    String answer = exchange(request);

    assertThat(answer).containsOnlyOnce("HTTP/1.").matches("(?s)HTTP/1\\.[01] 400 .*");
  }

  @ParameterizedTest
  @CsvSource({
    "Content-Length: 4,Transfer-Encoding: chunked",
    "Transfer-Encoding: chunked,Content-Length: 4"
  })
  @DisplayName("RP-10: after CL.TE and TE.CL nothing more is read from the connection")
  void nothingIsSmuggledBehindACoding(String first, String second) throws IOException {
    String hidden = lines("GET /v1/echo HTTP/1.1", "Host: a", "Connection: close", "", "");
    String answer =
        exchange(
            lines(
                "POST /v1/echo/tree HTTP/1.1",
                "Host: a",
                "Content-Type: application/json",
                first,
                second,
                "",
                "2",
                "{}",
                "0",
                "",
                hidden));

    assertThat(answer).containsOnlyOnce("HTTP/1.1 ").doesNotContain(" 401 ");
  }

  @Test
  @DisplayName("RP-10: of two hosts the first is taken for everything, and no host is nobody's")
  void oneHostIsTaken() throws IOException {
    String answer =
        exchange(lines("GET /v1/echo/x HTTP/1.1", "Host: a", "Host: b.example", "", ""));

    assertThat(answer).startsWith("HTTP/1.1 401 ").doesNotContain("b.example");
    assertThat(exchange(lines(GET, "X-A: b", "", ""))).startsWith("HTTP/1.1 401 ");
  }

  @Test
  @DisplayName("RP-10: a folded header is one header, its line end a space (RFC 9112 section 5.2)")
  void aFoldedHeaderHidesNoOther() throws IOException {
    String answer =
        exchange(lines(GET, "Host: a", "X-A: b", " Authorization: c", "Connection: close", "", ""));

    assertThat(answer).startsWith("HTTP/1.1 401 ");
  }

  @Test
  @DisplayName("RP-09: hundreds of connections that never finish asking keep nobody waiting")
  void slowCallersKeepNobodyWaiting() throws IOException {
    var slow = new ArrayList<Socket>();
    try {
      for (int i = 0; i < SLOW; i++) {
        Socket socket = connect();
        socket
            .getOutputStream()
            .write(lines("GET /v1/echo HTTP/1.1", "Host: a", "X-").getBytes(UTF_8));
        slow.add(socket);
      }
      long[] millis = new long[CALLS];
      for (int i = 0; i < CALLS; i++) {
        slow.get(i).getOutputStream().write('a');
        long before = System.nanoTime();
        given()
            .auth()
            .oauth2(TestTokens.of("a@acme", "acme"))
            .get("/v1/echo")
            .then()
            .statusCode(200);
        millis[i] = (System.nanoTime() - before) / 1_000_000;
      }
      Arrays.sort(millis);

      assertThat(millis[CALLS * 95 / 100]).isLessThan(2000);
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  @DisplayName("RP-09: a header without end is cut off")
  void endlessHeadersAreCutOff() throws IOException {
    String answer = exchange(lines(GET, "Host: a", "X-A: " + "a".repeat(40_000), "", ""));

    assertThat(answer).startsWith("HTTP/1.1 431 ");
  }

  @Test
  @DisplayName("TN-06: no door is upgraded to anything that outlives its answer")
  void nothingIsUpgraded() throws IOException {
    String answer =
        exchange(
            lines(
                "GET /v1/echo HTTP/1.1",
                "Host: a",
                "Connection: Upgrade, close",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "",
                ""));

    assertThat(answer).startsWith("HTTP/1.1 401 ");
  }

  /** Everything the server answers until it closes, or has been silent for a while. */
  private static String exchange(String request) throws IOException {
    var answer = new StringBuilder();
    try (Socket socket = connect()) {
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
      var buffer = new byte[8192];
      int read = socket.getInputStream().read(buffer);
      socket.setSoTimeout(700);
      while (read > 0) {
        answer.append(new String(buffer, 0, read, ISO_8859_1));
        read = socket.getInputStream().read(buffer);
      }
    } catch (SocketTimeoutException | SocketException _) {
      // What has come until now is the answer.
    }
    return answer.toString();
  }

  private static Socket connect() throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
    socket.setSoTimeout(10_000);
    return socket;
  }
}
