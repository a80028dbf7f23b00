package dev.countersign.notification.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.countersign.notification.core.Audience;
import dev.countersign.notification.core.EventKey;
import dev.countersign.notification.core.EventKind;
import dev.countersign.notification.core.Facts;
import dev.countersign.notification.core.LedgerEvent;
import dev.countersign.notification.core.StepPlace;
import dev.countersign.notification.core.StepPlace.Quorum;
import dev.countersign.notification.kafka.Fields.NotAsAgreed;
import dev.countersign.platform.messaging.CloudEvent;
import dev.countersign.platform.messaging.CloudEvents;
import dev.countersign.platform.messaging.Incoming;
import dev.countersign.platform.messaging.Json;
import dev.countersign.platform.messaging.Reading;
import dev.countersign.platform.messaging.Reading.Ignored;
import dev.countersign.platform.messaging.Reading.Unreadable;
import dev.countersign.platform.messaging.Reading.Wanted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads a record of approvals.events.v1. Types nobody is told of are left alone, unparsed. */
final class LedgerEventReader {
  private static final Map<String, EventKind> KINDS =
      Stream.of(EventKind.values()).collect(toUnmodifiableMap(EventKind::type, kind -> kind));

  private LedgerEventReader() {}

  static Reading<LedgerEvent> read(ConsumerRecord<byte[], byte[]> record) {
    var type = record.headers().lastHeader("ce_type");
    if (type != null && !KINDS.containsKey(new String(type.value(), UTF_8))) {
      return new Ignored<>();
    }
    return switch (CloudEvents.parse(record)) {
      case Incoming.Malformed(var reason, var detail) -> new Unreadable<>(reason, detail);
      case Incoming.Known(var event) -> read(event);
    };
  }

  private static Reading<LedgerEvent> read(CloudEvent event) {
    var kind = KINDS.get(event.type());
    if (kind == null) {
      return new Ignored<>();
    }
    try {
      var ledgerEvent = ledgerEvent(kind, new Fields(Json.read(event.data())));
      return ledgerEvent.key().partnerId().equals(event.extension("partnerid"))
          ? new Wanted<>(ledgerEvent)
          : new Unreadable<>("PARTNER_MISMATCH", "The body names another partner than the header.");
    } catch (NotAsAgreed e) {
      return new Unreadable<>("INVALID_EVENT", e.detail());
    }
  }

  private static LedgerEvent ledgerEvent(EventKind kind, Fields body) throws NotAsAgreed {
    var key = new EventKey(PartnerIds.in(body), body.uuid("requestId"), body.number("seq"));
    var at = body.instant("time").orElse(Instant.EPOCH);
    return new LedgerEvent(key, body.uuid("id"), kind, at, facts(body), audience(body));
  }

  private static Facts facts(Fields body) throws NotAsAgreed {
    return new Facts(
        body.text("operation"),
        body.text("subjectId"),
        body.text("amount"),
        body.text("currency"),
        body.text("maker"),
        body.in("step").text("name"),
        body.instant("dueAt"),
        body.instant("expiresAt"),
        by(body),
        reason(body),
        body.text("cancelledBy"),
        place(body));
  }

  /** Why somebody decided so; who overrides gives a justification instead. */
  private static Optional<String> reason(Fields body) throws NotAsAgreed {
    var reason = body.text("reason");
    return reason.isPresent() ? reason : body.text("justification");
  }

  /** Bodies of steps say where they are; an older or foreign one that does not is still told. */
  private static Optional<StepPlace> place(Fields body) {
    var step = body.in("step").count("no");
    var iteration = body.count("iteration");
    var needed = body.in("tally").count("needed");
    var approved = body.in("tally").count("approved");
    var isReached = needed.isPresent() && needed.get() > 0 && approved.orElse(0) >= needed.get();
    return step.isPresent() && iteration.isPresent()
        ? Optional.of(
            new StepPlace(iteration.get(), step.get(), isReached ? Quorum.REACHED : Quorum.OPEN))
        : Optional.empty();
  }

  private static List<String> by(Fields body) throws NotAsAgreed {
    var people = new ArrayList<>(body.texts("decidedBy"));
    body.text("by").ifPresent(people::add);
    return people;
  }

  private static Audience audience(Fields body) throws NotAsAgreed {
    var people = body.texts("notify");
    if (!people.isEmpty()) {
      return new Audience.People(people);
    }
    Optional<Audience> role = body.text("notifyRole").map(Audience.Role::new);
    return role.orElseGet(Audience.Nobody::new);
  }
}
