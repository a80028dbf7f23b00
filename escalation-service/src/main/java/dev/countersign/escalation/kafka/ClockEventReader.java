package dev.countersign.escalation.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.escalation.core.ClockEvent;
import dev.countersign.escalation.core.ClockEvent.HoldStarted;
import dev.countersign.escalation.core.ClockEvent.IterationStarted;
import dev.countersign.escalation.core.ClockEvent.RequestClosed;
import dev.countersign.escalation.core.ClockEvent.RequestOpened;
import dev.countersign.escalation.core.ClockEvent.ReviewOwed;
import dev.countersign.escalation.core.ClockEvent.StepEnded;
import dev.countersign.escalation.core.ClockEvent.StepEscalated;
import dev.countersign.escalation.core.ClockEvent.StepStarted;
import dev.countersign.escalation.core.EventOrigin;
import dev.countersign.escalation.core.PartnerId;
import dev.countersign.escalation.core.RequestId;
import dev.countersign.platform.messaging.CloudEvent;
import dev.countersign.platform.messaging.CloudEvents;
import dev.countersign.platform.messaging.Incoming;
import dev.countersign.platform.messaging.Json;
import dev.countersign.platform.messaging.Reading;
import dev.countersign.platform.messaging.Reading.Ignored;
import dev.countersign.platform.messaging.Reading.Unreadable;
import dev.countersign.platform.messaging.Reading.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
          Map.entry("approval.step_expired", ClockEventReader::ended),
          Map.entry("approval.changes_requested", ClockEventReader::ended),
          Map.entry("approval.iteration_started", ClockEventReader::iterated),
          Map.entry("approval.hold_started", ClockEventReader::held),
          Map.entry("approval.hold_released", ClockEventReader::effective),
          Map.entry("approval.request_revoked", ClockEventReader::closed),
          Map.entry("approval.request_overridden", ClockEventReader::overridden),
          Map.entry("approval.override_reviewed", ClockEventReader::closed),
          Map.entry("approval.override_review_overdue", ClockEventReader::closed),
          Map.entry("approval.self_approval_reviewed", ClockEventReader::closed),
          Map.entry("approval.self_approval_review_overdue", ClockEventReader::closed),
          Map.entry("approval.not_required", ClockEventReader::closed),
          Map.entry("approval.request_approved", ClockEventReader::effective),
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

  static Reading<List<ClockEvent>> read(ConsumerRecord<byte[], byte[]> record) {
    var type = record.headers().lastHeader("ce_type");
    if (type != null && !SHAPES.containsKey(new String(type.value(), UTF_8))) {
      return new Ignored<>();
    }
    return switch (CloudEvents.parse(record)) {
      case Incoming.Malformed(var reason, var detail) -> new Unreadable<>(reason, detail);
      case Incoming.Known(var event) -> read(event);
    };
  }

  private static Reading<List<ClockEvent>> read(CloudEvent event) {
    var shape = SHAPES.get(event.type());
    if (shape == null) {
      return new Ignored<>();
    }
    try {
      var body = new Body(Json.read(event.data()));
      var origin = origin(event, body);
      var events = new ArrayList<ClockEvent>(List.of(shape.read(origin, body)));
      events.addAll(StepClocks.besides(origin, body));
      return new Wanted<>(List.copyOf(events));
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
        body.number("seq", 0));
  }

  private static ClockEvent opened(EventOrigin origin, Body body) throws NotAsAgreed {
    return new RequestOpened(origin, body.instant("expiresAt"));
  }

  private static ClockEvent started(EventOrigin origin, Body body) throws NotAsAgreed {
    return new StepStarted(origin, step(body), StepClocks.ladder(body, 1));
  }

  private static ClockEvent escalated(EventOrigin origin, Body body) throws NotAsAgreed {
    var rung = body.number("rung", 1);
    return new StepEscalated(origin, step(body), rung, StepClocks.ladder(body, rung + 1));
  }

  private static ClockEvent ended(EventOrigin origin, Body body) throws NotAsAgreed {
    return new StepEnded(origin, step(body));
  }

  private static ClockEvent closed(EventOrigin origin, Body body) {
    return new RequestClosed(origin);
  }

  /** An approval closes a request, but for the review that a maker's vote owes. */
  private static ClockEvent effective(EventOrigin origin, Body body) throws NotAsAgreed {
    return body.optionalInstant("reviewBy")
        .<ClockEvent>map(reviewBy -> new ReviewOwed(origin, reviewBy))
        .orElseGet(() -> new RequestClosed(origin));
  }

  private static ClockEvent iterated(EventOrigin origin, Body body) throws NotAsAgreed {
    return new IterationStarted(origin, body.instant("expiresAt"));
  }

  private static ClockEvent held(EventOrigin origin, Body body) throws NotAsAgreed {
    return new HoldStarted(origin, body.instant("effectiveAt"));
  }

  private static ClockEvent overridden(EventOrigin origin, Body body) throws NotAsAgreed {
    return new ReviewOwed(origin, body.instant("reviewBy"));
  }

  private static int step(Body body) throws NotAsAgreed {
    return body.in("step").number("no", 1);
  }
}
