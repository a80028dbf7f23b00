package dev.countersign.notification.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.notification.app.Claimed;
import dev.countersign.notification.app.DeliveryId;
import dev.countersign.notification.core.Audience;
import dev.countersign.notification.core.ChannelName;
import dev.countersign.notification.core.EventKind;
import dev.countersign.notification.core.LedgerEvent;
import dev.countersign.notification.core.Partner;
import dev.countersign.notification.core.Person;
import dev.countersign.notification.core.Purpose;
import dev.countersign.platform.messaging.CloudEvent;
import dev.countersign.platform.messaging.CloudEvents;
import dev.countersign.platform.messaging.Json;
import dev.countersign.platform.messaging.Reading;
import dev.countersign.platform.messaging.Reading.Ignored;
import dev.countersign.platform.messaging.Reading.Unreadable;
import dev.countersign.platform.messaging.Reading.Wanted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContractTest {
  private static final Path EVENTS = Path.of("..", "contracts", "events");

  @ParameterizedTest
  @EnumSource
  void everyExampleOfAWantedTypeIsRead(EventKind kind) throws IOException {
    for (var example : examples(kind.type())) {
      var reading = LedgerEventReader.read(record(kind.type(), Files.readAllBytes(example)));

      assertThat(reading)
          .isInstanceOfSatisfying(
              Wanted.class,
              read -> assertThat(((LedgerEvent) read.value()).kind()).isEqualTo(kind));
    }
  }

  static Stream<String> typesOfNobodysInterest() {
    return Stream.of(
        "approval.request_created",
        "approval.request_quarantined",
        "approval.step_approved",
        "approval.step_rejected",
        "approval.request_auto_rejected",
        "approval.something_new");
  }

  @ParameterizedTest
  @MethodSource("typesOfNobodysInterest")
  void otherTypesAreIgnoredWhateverTheySay(String type) {
    assertThat(LedgerEventReader.read(record(type, "not json".getBytes(UTF_8))))
        .isInstanceOf(Ignored.class);
  }

  @Test
  void listedPeopleAreTheAudience() throws IOException {
    var example = examples("approval.step_started").getFirst();

    var reading =
        LedgerEventReader.read(record("approval.step_started", Files.readAllBytes(example)));

    assertThat(((Wanted<LedgerEvent>) reading).value().audience())
        .isEqualTo(new Audience.People(List.of("supervisor@acme", "supervisor-2@acme")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "partnerId", "requestId", "seq"})
  void eventWithoutItsPlaceIsADeadLetter(String member) throws IOException {
    assertThat(spoilt("approval.step_started", body -> body.remove(member)))
        .isEqualTo(unreadable("INVALID_EVENT"));
  }

  @Test
  void eventOfAnotherPartnerThanItsHeaderIsADeadLetter() throws IOException {
    assertThat(spoilt("approval.step_started", body -> body.put("partnerId", "bazaar")))
        .isEqualTo(unreadable("PARTNER_MISMATCH"));
    assertThat(spoilt("approval.step_started", body -> body.put("partnerId", "{acme,bazaar}")))
        .isEqualTo(unreadable("INVALID_EVENT"));
  }

  @Test
  void brokenJsonIsADeadLetter() {
    var reading = LedgerEventReader.read(record("approval.step_started", "{".getBytes(UTF_8)));

    assertThat(reading)
        .isInstanceOfSatisfying(
            Unreadable.class, refused -> assertThat(refused.reason()).isEqualTo("INVALID_JSON"));
  }

  @Test
  void everyExampleOfAPersonIsRead() throws IOException {
    for (var example : examples("directory.person_changed")) {
      assertThat(PersonReader.read(record("directory.person_changed", Files.readAllBytes(example))))
          .isInstanceOfSatisfying(
              Wanted.class,
              read -> assertThat(((Person) read.value()).partnerId()).isEqualTo("acme"));
    }
  }

  @Test
  @DisplayName("C-20: a partner's zone is read; a zone that is none is a dead letter")
  void everyExampleOfAPartnerIsRead() throws IOException {
    for (var example : examples("partner.changed")) {
      assertThat(PartnerReader.read(record("partner.changed", Files.readAllBytes(example))))
          .isInstanceOfSatisfying(
              Wanted.class,
              read -> assertThat(((Partner) read.value()).zone().getId()).isEqualTo("Asia/Dhaka"));
    }
    var body = (ObjectNode) Json.read(Files.readAllBytes(examples("partner.changed").getFirst()));
    body.put("zone", "Atlantis");
    assertThat(PartnerReader.read(record("partner.changed", Json.bytes(body))))
        .isInstanceOf(Unreadable.class);
  }

  @Test
  @DisplayName("C-20: what the channel kafka publishes has the members of the example and no other")
  void notificationHasTheMembersOfItsExample() throws IOException {
    var example = Json.read(Files.readAllBytes(examples("approval.person_notified").getFirst()));

    var event = NotificationEvent.of(claimed(1), "supervisor@acme");

    assertThat(Json.read(event.data())).isEqualTo(example);
    assertThat(NotificationEvent.of(claimed(7), "supervisor@acme").data()).isEqualTo(event.data());
    assertThat(event.id()).isEqualTo(example.get("id").asText());
  }

  private static Claimed claimed(int attempt) throws IOException {
    var started =
        examples("approval.step_started").stream()
            .filter(it -> it.endsWith("supervisor.json"))
            .findFirst()
            .orElseThrow();
    var reading =
        LedgerEventReader.read(record("approval.step_started", Files.readAllBytes(started)));
    var event = ((Wanted<LedgerEvent>) reading).value();
    return new Claimed(
        new DeliveryId("acme", UUID.fromString("6a1f8f7e-2b0c-4d3e-9f5a-7b8c9d0e1f2a")),
        Purpose.PERSON,
        ChannelName.KAFKA,
        "supervisor@acme",
        attempt,
        attempt,
        event.key(),
        event.id(),
        event.kind(),
        event.at(),
        event.facts());
  }

  @Test
  void personWithADoubtfulAddressIsADeadLetter() throws IOException {
    var body =
        (ObjectNode) Json.read(Files.readAllBytes(examples("directory.person_changed").getFirst()));
    body.put("mail", "a@b.c>\r\nBcc: d@e.f");

    var reading = PersonReader.read(record("directory.person_changed", Json.bytes(body)));

    assertThat(reading).isInstanceOf(Unreadable.class);
  }

  /** The reason alone is stable; the detail is for people. */
  private static Reading<LedgerEvent> unreadable(String reason) {
    return new Unreadable<>(reason, "");
  }

  private static Reading<LedgerEvent> spoilt(String type, Consumer<ObjectNode> change)
      throws IOException {
    var body = (ObjectNode) Json.read(Files.readAllBytes(examples(type).getFirst()));
    change.accept(body);
    return LedgerEventReader.read(record(type, Json.bytes(body)))
            instanceof Unreadable<LedgerEvent>(var reason, _)
        ? unreadable(reason)
        : new Ignored<>();
  }

  private static List<Path> examples(String type) throws IOException {
    try (var files = Files.list(EVENTS.resolve(type).resolve("examples"))) {
      var found = files.toList();
      assertThat(found).as(type).isNotEmpty();
      return found;
    }
  }

  private static ConsumerRecord<byte[], byte[]> record(String type, byte[] data) {
    var event =
        new CloudEvent(
            "e-1",
            "/countersign/request-service",
            type,
            null,
            null,
            Map.of("partnerid", "acme"),
            data);
    var sent = CloudEvents.record("topic", "key", event, null);
    var record = new ConsumerRecord<byte[], byte[]>("topic", 0, 0, sent.key(), sent.value());
    sent.headers().forEach(record.headers()::add);
    return record;
  }
}
