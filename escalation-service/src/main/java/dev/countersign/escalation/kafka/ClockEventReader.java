package dev.countersign.escalation.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.escalation.core.ClockEvent;
import dev.countersign.escalation.core.ClockEvent.RequestClosed;
import dev.countersign.escalation.core.ClockEvent.RequestOpened;
import dev.countersign.escalation.core.ClockEvent.StepEnded;
import dev.countersign.escalation.core.ClockEvent.StepEscalated;
import dev.countersign.escalation.core.ClockEvent.StepStarted;
import dev.countersign.escalation.core.EscalationTarget;
import dev.countersign.escalation.core.EventId;
import dev.countersign.escalation.core.EventOrigin;
import dev.countersign.escalation.core.OnTimeout;
import dev.countersign.escalation.core.PartnerId;
import dev.countersign.escalation.core.RequestId;
import dev.countersign.escalation.core.StepClock;
import dev.countersign.platform.messaging.CloudEvent;
import dev.countersign.platform.messaging.CloudEvents;
import dev.countersign.platform.messaging.Incoming;
import dev.countersign.platform.messaging.Json;
import dev.countersign.platform.messaging.Reading;
import dev.countersign.platform.messaging.Reading.Ignored;
import dev.countersign.platform.messaging.Reading.Unreadable;
import dev.countersign.platform.messaging.Reading.Wanted;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads a record of approvals.events.v1. Types that move no clock are left alone, unparsed. */
final class ClockEventReader {

  private static final Map<String, Shape> SHAPES =
      Map.ofEntries(
          Map.entry("approval.request_created", ClockEventReader::opened),
          Map.entry("approval.request_quarantined", ClockEventReader::opened),
          Map.entry("approval.step_started", ClockEventReader::started),
          Map.entry("approval.step_escalated", ClockEventReader::escalated),
          Map.entry("approval.step_approved", ClockEventReader::ended),
          Map.entry("approval.step_rejected", ClockEventReader::ended),
          Map.entry("approval.request_approved", ClockEventReader::closed),
          Map.entry("approval.request_rejected", ClockEventReader::closed),
          Map.entry("approval.request_expired", ClockEventReader::closed),
          Map.entry("approval.request_auto_rejected", ClockEventReader::closed),
          Map.entry("approval.request_cancelled", ClockEventReader::closed));

  private ClockEventReader() {}

  /** How the body of one type is read. */
  @FunctionalInterface
  private interface Shape {
    ClockEvent read(EventOrigin origin, Body body) throws NotAsAgreed;
  }

  static Reading<ClockEvent> read(ConsumerRecord<byte[], byte[]> record) {
    var type = record.headers().lastHeader("ce_type");
    if (type != null && !SHAPES.containsKey(new String(type.value(), UTF_8))) {
      return new Ignored<>();
    }
    return switch (CloudEvents.parse(record)) {
      case Incoming.Malformed(var reason, var detail) -> new Unreadable<>(reason, detail);
      case Incoming.Known(var event) -> read(event);
    };
  }

  private static Reading<ClockEvent> read(CloudEvent event) {
    var shape = SHAPES.get(event.type());
    if (shape == null) {
      return new Ignored<>();
    }
    try {
      var body = new Body(Json.read(event.data()));
      return new Wanted<>(shape.read(origin(event, body), body));
    } catch (NotAsAgreed e) {
      return new Unreadable<>("INVALID_EVENT", String.valueOf(e.getMessage()));
    }
  }

  private static EventOrigin origin(CloudEvent event, Body body) throws NotAsAgreed {
    var partner = body.text("partnerId");
    if (!PartnerId.isValid(partner)) {
      throw new NotAsAgreed("Expected a partner id in partnerId");
    }
    if (!partner.equals(event.extension("partnerid"))) {
      throw new NotAsAgreed("Expected the partner of the header in partnerId");
    }
    if (!event.type().equals(body.text("type"))) {
      throw new NotAsAgreed("Expected the type of the header in type");
    }
    return new EventOrigin(
        new PartnerId(partner),
        new RequestId(body.uuid("requestId")),
        body.number("iteration", 1),
        body.number("seq", 0),
        new EventId(event.source(), event.id()));
  }

  private static ClockEvent opened(EventOrigin origin, Body body) throws NotAsAgreed {
    return new RequestOpened(origin, body.instant("expiresAt"));
  }

  private static ClockEvent started(EventOrigin origin, Body body) throws NotAsAgreed {
    return new StepStarted(origin, step(body), clock(body));
  }

  private static ClockEvent escalated(EventOrigin origin, Body body) throws NotAsAgreed {
    return new StepEscalated(origin, step(body), body.number("rung", 1), clock(body));
  }

  private static ClockEvent ended(EventOrigin origin, Body body) throws NotAsAgreed {
    return new StepEnded(origin, step(body));
  }

  private static ClockEvent closed(EventOrigin origin, Body body) {
    return new RequestClosed(origin);
  }

  private static int step(Body body) throws NotAsAgreed {
    return body.in("step").number("no", 1);
  }

  /** A step has a clock when it says until when; without a word on what then, it is only noted. */
  private static Optional<StepClock> clock(Body body) throws NotAsAgreed {
    Optional<Instant> dueAt = body.optionalInstant("dueAt");
    if (dueAt.isEmpty()) {
      return Optional.empty();
    }
    var clocks = body.in("clocks");
    var target = clocks.has("escalateTo") ? EscalationTarget.NAMED : EscalationTarget.NONE;
    return Optional.of(StepClock.of(dueAt.get(), onTimeout(clocks), target));
  }

  private static OnTimeout onTimeout(Body clocks) throws NotAsAgreed {
    try {
      return clocks.optionalText("onTimeout").map(OnTimeout::valueOf).orElse(OnTimeout.NOTIFY_ONLY);
    } catch (IllegalArgumentException _) {
      throw new NotAsAgreed("Expected a known action in onTimeout");
    }
  }
}
