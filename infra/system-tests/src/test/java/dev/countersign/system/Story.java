package dev.countersign.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.local.client.Answers;
import dev.countersign.local.client.ApprovalsApi;
import dev.countersign.local.client.Intake;
import java.time.Duration;
import java.util.Optional;

/** The words the stories are told in: publish, find in an inbox, decide, read the answer. */
final class Story implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ApprovalsApi api;
  private final Intake intake;
  private final Answers answers;

  Story(Stack stack) {
    api = stack.api();
    intake = new Intake(stack.kafka());
    answers = Answers.following(stack.kafka());
  }

  Intake.Published publish(Events.Sent event) {
    return intake.publish(event.intake()).join();
  }

  /** Waits until the request stands in the person's inbox, and opens it. */
  JsonNode openedBy(String person, Events.Sent event) {
    await().atMost(PATIENCE).until(() -> inInbox(person, event.subjectId()).isPresent());
    return api.request(person, inInbox(person, event.subjectId()).orElseThrow());
  }

  boolean waitsFor(String person, Events.Sent event) {
    return inInbox(person, event.subjectId()).isPresent();
  }

  private Optional<String> inInbox(String person, String subjectId) {
    for (var item : api.inbox(person, 200).get("items")) {
      if (item.get("subjectId").asText().equals(subjectId)) {
        return Optional.of(item.get("requestId").asText());
      }
    }
    return Optional.empty();
  }

  void awaitAnswer(Events.Sent event, String verdict, String basis) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(answers.outcomesOf(event.id()))
                .anySatisfy(outcome -> {
                  assertThat(outcome.verdict()).isEqualTo(verdict);
                  assertThat(outcome.basis()).isEqualTo(basis);
                }));
    assertThat(answers.to(event.id())).hasSize(1);
    assertThat(answers.secondContents()).isEmpty();
  }

  /** Waits for a final answer, whichever it is, and holds that it is the only one. */
  void awaitAny(Events.Sent event) {
    await().atMost(PATIENCE).until(() -> !answers.to(event.id()).isEmpty());
    assertThat(answers.to(event.id())).hasSize(1);
  }

  /** Drafts a policy of acme's, has it reviewed and activated by another admin, until it judges. */
  void putInForce(String policy) {
    putInForce(policy, "policy-admin@acme", "policy-admin-2@acme");
  }

  /** Drafts a policy, submits and activates it, and waits until it judges. */
  void putInForce(String policy, String author, String activator) {
    putInForce(
        api.post(author, "/v1/policies", json(policy)).expectSuccess().body(), author, activator);
  }

  /** The same with a draft that stands already. */
  void putInForce(JsonNode draft, String author, String activator) {
    var version =
        "/v1/policies/%s/versions/%d"
            .formatted(draft.get("id").asText(), draft.get("version").asInt());
    api.post(author, version + ":submit", json("{}")).expectSuccess();
    api.post(activator, version + ":activate", json("{}")).expectSuccess();
    awaitLive(author, version.substring("/v1".length()));
  }

  /** Until every instance judges by the version of this page. */
  void awaitLive(String page) {
    awaitLive("policy-admin@acme", page);
  }

  private void awaitLive(String admin, String page) {
    await()
        .atMost(PATIENCE)
        .until(() -> api.get(admin, "/v1" + page).body().path("live").asBoolean());
  }

  static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  ApprovalsApi api() {
    return api;
  }

  Answers answers() {
    return answers;
  }

  Intake intake() {
    return intake;
  }

  @Override
  public void close() {
    intake.close();
    answers.close();
  }
}
