package dev.countersign.notification;

import static io.restassured.RestAssured.given;
import static java.util.stream.StreamSupport.stream;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import dev.countersign.platform.storage.TenantTransaction;
import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.platform.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The running service between a real broker, a real database and a real mail server. */
@WithTestResource(EmbeddedResource.class)
@WithTestResource(ServerSettings.class)
public abstract class ServiceTest {
  protected static final Duration PATIENCE = Duration.ofSeconds(60);

  @SuppressWarnings("NullAway.Init") // Set by ServerSettings.
  protected GreenMail mailServer;

  @Inject protected TenantTransaction transaction;

  /** A partner of its own for each test, so that tests do not meet. */
  protected final String partner = "acme-" + UUID.randomUUID().toString().substring(0, 8);

  @SuppressWarnings("NullAway.Init") // Set before each test.
  protected Ledger ledger;

  @BeforeEach
  void openLedger() {
    ledger = new Ledger(partner);
  }

  @AfterEach
  void closeLedger() {
    ledger.close();
  }

  protected String at(String name) {
    return name + "@" + partner;
  }

  protected List<MimeMessage> mailsTo(String personId) {
    return Stream.of(mailServer.getReceivedMessages())
        .filter(mail -> isTo(mail, personId + ".example"))
        .toList();
  }

  protected MimeMessage awaitMailTo(String personId) {
    return await()
        .atMost(PATIENCE)
        .until(() -> mailsTo(personId), mails -> !mails.isEmpty())
        .getFirst();
  }

  protected void awaitPeople(int count) {
    await().atMost(PATIENCE).until(() -> rows("select from notification.person").size() == count);
  }

  /** Waits until every delivery of the request is settled or waits for a retry. */
  protected List<Row> awaitDeliveries(int count, String state) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> deliveries("state = '" + state + "' and attempts > 0"),
            found -> found.size() == count);
  }

  /** Chooses for somebody as they would. */
  protected void choose(String personId, String occasion, String rhythm, String... channels) {
    var choice = Map.of("rhythm", rhythm, "channels", List.of(channels));
    asPerson(personId)
        .contentType("application/json")
        .header("If-Match", "\"0\"")
        .body(Map.of("choices", Map.of(occasion, choice)))
        .put("/v1/preferences")
        .then()
        .statusCode(200);
  }

  protected RequestSpecification asPerson(String personId, String... groups) {
    return given().header("Authorization", TestTokens.bearer(personId, partner, groups));
  }

  protected List<Row> deliveries(String condition) {
    return rows("select * from notification.delivery where " + condition);
  }

  protected List<Row> rows(String sql) {
    return transaction
        .run(Set.of(partner), connection -> connection.query(sql).execute())
        .map(rows -> stream(rows.spliterator(), false).toList())
        .await()
        .atMost(PATIENCE);
  }

  private static boolean isTo(MimeMessage mail, String address) {
    try {
      return mail.getAllRecipients()[0].toString().equals(address);
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }
}
