package dev.countersign.rules.rest;

import static dev.countersign.rules.testing.Acme.as;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.rules.app.LiveRules;
import dev.countersign.rules.testing.OutboxRelay;
import dev.countersign.rules.testing.Past;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every call of the cookbook's page gets the answer that stands under it. */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class ChangeATierTest {

  private static final Path PAGE = Path.of("../docs/cookbook/change-a-tier.md");
  private static final Pattern CALL =
      Pattern.compile(
          """
          ```http
          (\\w+) (\\S+)
          Authorization: Bearer <token of (\\S+)@acme>
          (.*?)```

          Answer( in the end)?: `(\\d+)`(.*?)\\.
          """,
          Pattern.DOTALL);
  private static final Pattern FIELD = Pattern.compile("`([^`]+)` is `([^`]+)`");
  private static final String EVENT = "A refund of 130,000 comes in.";

  @Inject LiveRules rules;

  private final Map<String, String> words = new HashMap<>();

  @Test
  @DisplayName("N-01 N-02: a tier is changed as the cookbook says")
  void pageIsTrue() throws IOException {
    var page = Files.readString(PAGE);
    var past = Past.of(rules);
    words.put("partner", past.partner());
    past.publish(List.of(past.refund(id(), "120000"), past.refund(id(), "90000")), 2);
    words.put("yesterday", Instant.now().minus(1, ChronoUnit.DAYS).toString());

    var call = CALL.matcher(page);
    var calls = 0;
    var before = 0;
    while (call.find()) {
      if (page.substring(before, call.start()).contains(EVENT)) {
        past.publish(List.of(past.refund(id(), "130000")), 1);
      }
      before = call.start();
      assertAnswer(new Call(call.group(1), call.group(2), call.group(3), call.group(4)), call);
      calls++;
    }

    assertThat(calls).isEqualTo(8);
    past.awaitLive(Integer.parseInt(filled("{version}")));
  }

  private record Call(String method, String path, String person, String body) {}

  private void assertAnswer(Call call, MatchResult expected) {
    if (expected.group(5) == null) {
      assertAnswer(send(call), expected);
    } else {
      OutboxRelay.run();
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertAnswer(send(call), expected));
    }
  }

  private void assertAnswer(Response answer, MatchResult expected) {
    assertThat(answer.statusCode())
        .as(() -> answer.asString())
        .isEqualTo(Integer.parseInt(expected.group(6)));
    var field = FIELD.matcher(expected.group(7));
    while (field.find()) {
      assertThat(String.valueOf(answer.<Object>path(field.group(1))))
          .as(() -> answer.asString())
          .isEqualTo(field.group(2));
    }
  }

  private Response send(Call call) {
    var partner = filled("{partner}");
    var request = as(call.person() + "@" + partner, partner, "policy_admin");
    var body = filled(call.body()).strip();
    var prepared = body.isEmpty() ? request : request.contentType(ContentType.JSON).body(body);
    var answer = prepared.request(call.method(), filled(call.path()));
    remember(call, answer);
    return answer;
  }

  /** What later calls stand on. */
  private void remember(Call call, Response answer) {
    if (call.path().equals("/v1/policies")) {
      words.put("policy", answer.path("id"));
      words.put("version", String.valueOf(answer.<Integer>path("version")));
    } else if (call.path().equals("/v1/simulations")) {
      words.put("simulation", answer.path("id"));
    }
  }

  private String filled(String text) {
    var filled = text;
    for (var word : words.entrySet()) {
      filled = filled.replace("{" + word.getKey() + "}", word.getValue());
    }
    return filled;
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }
}
