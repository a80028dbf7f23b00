package dev.countersign.notification.http;

import static dev.countersign.notification.core.NotificationFixtures.NOON;
import static dev.countersign.notification.core.NotificationFixtures.REQUEST;
import static dev.countersign.notification.core.NotificationFixtures.factsOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import dev.countersign.notification.app.Claimed;
import dev.countersign.notification.app.DeliveryId;
import dev.countersign.notification.app.Endpoint;
import dev.countersign.notification.app.SealedSecret;
import dev.countersign.notification.core.ChannelName;
import dev.countersign.notification.core.EventKey;
import dev.countersign.notification.core.EventKind;
import dev.countersign.notification.core.Purpose;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookMessageTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final UUID ENDPOINT = UUID.fromString("5c6d7e8f-9a0b-4c1d-8e2f-3a4b5c6d7e8f");

  private final SecretBox box = new SecretBox(TestWebhookConfig.closed());

  @Test
  @DisplayName("WH-11: the signature of the specification's example comes out")
  void signatureVectorOfTheSpecification() throws Exception {
    var signature =
        new Webhook(SECRET)
            .sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}");

    assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  @DisplayName("WH-11: a stranger with the secret can verify every header by plain HMAC")
  void headersVerify() throws Exception {
    var message = WebhookMessage.of(claimed(1), endpoint());

    var headers = message.headers(SECRET, Instant.now());

    assertThat(headers.get("webhook-signature")).isEqualTo("v1," + hmac(headers, message.body()));
    new Webhook(SECRET).verify(message.body(), asLists(headers));
  }

  @Test
  @DisplayName("G7: a repetition carries the same id and the same bytes")
  void repetitionIsRecognised() {
    var first = WebhookMessage.of(claimed(1), endpoint());
    var second = WebhookMessage.of(claimed(7), endpoint());

    assertThat(second).isEqualTo(first);
  }

  @Test
  @DisplayName("WH-15: the body is thin: no people, no amounts, no reasons")
  void bodyIsThin() {
    var message = WebhookMessage.of(claimed(1), endpoint());

    assertThat(message.body())
        .isEqualTo(
            "{\"type\":\"approval.request_approved\",\"timestamp\":\"2026-03-02T12:00:00Z\","
                + "\"data\":{\"partnerId\":\"acme\",\"requestId\":\""
                + REQUEST
                + "\",\"seq\":4,"
                + "\"operation\":\"credit_note\",\"subjectId\":\"CN-7\"}}");
  }

  @Test
  @DisplayName("WH-12, WH-13: a sealed secret opens for its endpoint and for no other")
  void secretIsBoundToItsEndpoint() {
    var secret = box.create("acme", ENDPOINT);

    assertThat(secret.text()).matches("whsec_[A-Za-z0-9+/]{43}=");
    assertThat(secret.toString() + secret.sealed()).doesNotContain(secret.text());
    assertThat(new String(secret.sealed().bytes(), UTF_8)).doesNotContain("whsec_");
    assertThat(box.open(secret.sealed(), "acme", ENDPOINT)).isEqualTo(secret.text());
    assertThatThrownBy(() -> box.open(secret.sealed(), "bazaar", ENDPOINT))
        .isInstanceOf(IllegalStateException.class);
    assertThat(box.create("acme", ENDPOINT).text()).isNotEqualTo(secret.text());
  }

  @ParameterizedTest
  @CsvSource({
    "120, PT2M",
    "10000000000, PT596523H14M7S",
    "99999999999999999999999, PT596523H14M7S",
    "'Mon, 02 Mar 2026 12:10:00 GMT', PT10M",
    "0, PT0S"
  })
  @DisplayName("G2: Retry-After is read as seconds or as a date, however absurd")
  void retryAfterIsRead(String header, Duration wait) {
    assertThat(RetryAfter.parse(header, NOON)).contains(wait);
  }

  @ParameterizedTest
  @CsvSource({"soon", "-5", "'Mon, 02 Mar 2026 11:10:00 GMT'", "1.5", "''"})
  void uselessRetryAfterIsIgnored(String header) {
    assertThat(RetryAfter.parse(header, NOON)).isEmpty();
  }

  private static String hmac(Map<String, String> headers, String body) throws Exception {
    var mac = Mac.getInstance("HmacSHA256");
    var key = Base64.getDecoder().decode(SECRET.substring("whsec_".length()));
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    var signed = headers.get("webhook-id") + "." + headers.get("webhook-timestamp") + "." + body;
    return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
  }

  private static Map<String, List<String>> asLists(Map<String, String> headers) {
    return headers.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
  }

  private static Claimed claimed(int attempt) {
    return new Claimed(
        new DeliveryId("acme", UUID.fromString("11111111-2222-5333-8444-555555555555")),
        Purpose.ENDPOINT,
        ChannelName.WEBHOOK,
        ENDPOINT.toString(),
        attempt,
        attempt,
        new EventKey("acme", REQUEST, 4),
        UUID.fromString("0d3c9c0e-5d0f-5b7e-9a51-6f4f7f1f2a10"),
        EventKind.REQUEST_APPROVED,
        NOON,
        factsOf("maker@acme"));
  }

  private static Endpoint endpoint() {
    return new Endpoint(
        "acme",
        ENDPOINT,
        URI.create("https://hooks.acme.com/in"),
        new SealedSecret(new byte[0]),
        true,
        "partner-admin@acme",
        NOON,
        Optional.empty());
  }
}
