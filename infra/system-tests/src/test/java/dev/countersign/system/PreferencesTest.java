package dev.countersign.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.local.client.ApprovalsApi;
import dev.countersign.local.client.TopicReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** People who choose how they are told, and are told so. */
@ExtendWith(StackExtension.class)
class PreferencesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String APPROVER = "supervisor-2@acme";
  private static final String MAKER = "maker@acme";

  private final Stack stack;

  PreferencesTest(Stack stack) {
    this.stack = stack;
  }

  @Test
  @DisplayName("C-20: an approver who chose a digest gets one mail about what still waits")
  void digestIsOneMail() throws Exception {
    try (var story = new Story(stack);
        var database = stack.superuser("notification")) {
      choose(story, APPROVER, "DECISION_NEEDED", "DIGEST", "email");
      try {
        var waiting = List.of(Events.invoice("350000"), Events.invoice("360000"));
        waiting.forEach(story::publish);
        var decided = Events.invoice("370000");
        story.publish(decided);
        awaitCount(database, "notification.delivery where state = 'GATHERED'", 3);
        var seen = story.openedBy("supervisor@acme", decided);
        story.api().decide("supervisor@acme", seen, "APPROVE", "fine").expectSuccess();
        story.awaitAnswer(decided, "APPROVED", "HUMAN_QUORUM");
        awaitEndOf(database, seen.get("id").asText());

        bringTheHour(database);

        var digest =
            await().atMost(PATIENCE).until(this::digests, found -> !found.isEmpty()).getFirst();
        assertThat(digest.get("subject").asText()).isEqualTo("Your digest: 2 decisions needed");
        assertThat(digest.toString())
            .contains(waiting.get(0).subjectId(), waiting.get(1).subjectId())
            .doesNotContain(decided.subjectId());
        assertThat(digests()).hasSize(1);
      } finally {
        chooseNothing(story, APPROVER);
      }
    }
  }

  @Test
  @DisplayName("C-20: a maker who chose kafka is told of the end on the topic")
  void endIsToldOnTheTopic() throws Exception {
    var told = new CopyOnWriteArrayList<String>();
    try (var story = new Story(stack);
        var _ =
            TopicReader.fromNow(
                stack.kafka(),
                List.of("approvals.notifications.v1"),
                record -> told.add(new String(record.value(), StandardCharsets.UTF_8)))) {
      choose(story, MAKER, "REQUEST_ENDED", "IMMEDIATE", "kafka");
      try {
        var event = Events.invoice("350000");
        story.publish(event);
        var seen = story.openedBy("supervisor@acme", event);
        story.api().decide("supervisor@acme", seen, "APPROVE", "fine").expectSuccess();

        await()
            .atMost(PATIENCE)
            .untilAsserted(() ->
                assertThat(told)
                    .anySatisfy(body ->
                        assertThat(body)
                            .contains(event.subjectId(), "REQUEST_ENDED", "\"" + MAKER + "\"")
                            .doesNotContain("acme.example")));
      } finally {
        chooseNothing(story, MAKER);
      }
    }
  }

  private static void choose(
      Story story, String person, String occasion, String rhythm, String channel) {
    var choice = ApprovalsApi.object().put("rhythm", rhythm);
    choice.putArray("channels").add(channel);
    var choices = ApprovalsApi.object().set(occasion, choice);
    put(story, person, choices);
  }

  private static void chooseNothing(Story story, String person) {
    put(story, person, ApprovalsApi.object());
  }

  private static void put(Story story, String person, JsonNode choices) {
    var body = ApprovalsApi.object().set("choices", choices);
    var seen = story.api().get(person, "/v1/preferences").expectSuccess().body();
    story.api().put(person, "/v1/preferences", body, seen.get("version").asInt()).expectSuccess();
  }

  /** A digest leaves out what was decided as far as the service has heard of it. */
  private static void awaitEndOf(Connection database, String request) {
    awaitCount(
        database,
        "notification.ledger_event where kind = 'REQUEST_APPROVED' and request_id = '%s'"
            .formatted(request),
        1);
  }

  private static void awaitCount(Connection database, String rowsOf, int count) {
    await()
        .atMost(PATIENCE)
        .until(() -> {
          try (var statement = database.createStatement();
              var rows = statement.executeQuery("select count(*) from " + rowsOf)) {
            return rows.next() && rows.getInt(1) == count;
          }
        });
  }

  /** Nobody waits for tomorrow morning here; everything else is the stack's own doing. */
  private static void bringTheHour(Connection database) throws Exception {
    try (var statement = database.createStatement()) {
      statement.execute("update notification.delivery set due_at = now() where state = 'GATHERED'");
    }
  }

  private List<JsonNode> digests() throws Exception {
    var address = stack.origin().resolve("/mail/messages?to=" + APPROVER + ".example");
    var answer =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    var mails = new ObjectMapper().readTree(answer.body());
    return StreamSupport.stream(mails.spliterator(), false)
        .filter(mail -> mail.path("subject").asText().startsWith("Your digest"))
        .toList();
  }
}
