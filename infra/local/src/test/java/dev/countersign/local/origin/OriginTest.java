package dev.countersign.local.origin;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.countersign.local.Web;
import dev.countersign.local.mail.MailCatcher;
import dev.countersign.local.state.PortTable;
import io.vertx.core.Vertx;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OriginTest {

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Vertx vertx = Vertx.vertx();
  private final HttpServer rules;
  private final MailCatcher mail;
  private int port;

  OriginTest() throws IOException {
    rules = Web.server(0);
    mail = MailCatcher.start(0, 0);
  }

  @BeforeEach
  void start() {
    rules.createContext(
        "/",
        exchange ->
            Web.json(
                exchange,
                200,
                Map.of(
                    "path", exchange.getRequestURI().toASCIIString(),
                    "host", exchange.getRequestHeaders().getFirst("Host"),
                    "for", exchange.getRequestHeaders().getFirst("X-Forwarded-For"),
                    "forwardedHost", exchange.getRequestHeaders().getFirst("X-Forwarded-Host"))));
    rules.start();
    Map<String, Integer> ports =
        Map.of(
            "origin", 0,
            "rules", rules.getAddress().getPort(),
            "mail", mail.pagePort(),
            "request", PortTable.free().of("request"));
    port = Origin.start(vertx, ports).await().actualPort();
  }

  @AfterEach
  void stop() {
    vertx.close().await();
    rules.stop(0);
    mail.close();
  }

  @Test
  void passesThePathAsItCameAndSaysWhoAsked() throws Exception {
    HttpResponse<String> answer =
        get("/v1/policies/a%2Fb%20c?x=%41&y=1", "X-Forwarded-For", "6.6.6.6");

    assertThat(answer.body())
        .contains("\"path\" : \"/v1/policies/a%2Fb%20c?x=%41&y=1\"")
        .contains("\"host\" : \"localhost:" + port + "\"")
        .contains("\"forwardedHost\" : \"localhost:" + port + "\"")
        .contains("\"for\" : \"127.0.0.1\"");
  }

  @Test
  void aServiceThatIsDownIsASentence() throws Exception {
    HttpResponse<String> answer = get("/inbox", "Accept", "*/*");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.body()).contains("The request service is not running.");
  }

  @Test
  void theRootLeadsToTheInbox() throws Exception {
    HttpResponse<String> answer = get("/", "Accept", "*/*");

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location")).contains("/inbox");
  }

  @Test
  void mailIsReadWhereItSaysAndCannotRunScripts() throws Exception {
    send(
        "supervisor@acme.example",
        "Decide <script>alert(1)</script>",
        "Open http://localhost:8080/inbox");

    HttpResponse<String> list = get("/mail/messages?to=supervisor@acme.example", "Accept", "*/*");
    HttpResponse<String> page = get("/mail/1", "Accept", "*/*");

    assertThat(list.body()).contains("Open http://localhost:8080/inbox");
    assertThat(page.body())
        .contains("&lt;script&gt;")
        .doesNotContain("<script>")
        .contains("<a href=\"http://localhost:8080/inbox\"");
    assertThat(get("/mail/messages?to=maker@acme.example", "Accept", "*/*").body())
        .isEqualTo("[ ]");
  }

  private void send(String to, String subject, String text) throws Exception {
    Properties smtp = new Properties();
    smtp.put("mail.smtp.host", "127.0.0.1");
    smtp.put("mail.smtp.port", Integer.toString(mail.smtpPort()));
    MimeMessage message = new MimeMessage(Session.getInstance(smtp));
    message.setFrom("countersign@localhost");
    message.setRecipient(RecipientType.TO, new InternetAddress(to));
    message.setSubject(subject);
    message.setText(text);
    Transport.send(message);
  }

  private HttpResponse<String> get(String path, String header, String value) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .header(header, value)
            .build();
    return client.send(request, BodyHandlers.ofString());
  }
}
