package dev.countersign.request.kafka;

import dev.countersign.platform.messaging.CloudEvents;
import dev.countersign.platform.messaging.Incoming.Known;
import dev.countersign.platform.messaging.Incoming.Malformed;
import dev.countersign.platform.messaging.Json;
import dev.countersign.request.app.TimerCommand;
import dev.countersign.request.app.message.Fields;
import dev.countersign.request.app.message.InvalidMessage;
import dev.countersign.request.core.RequestCommand;
import dev.countersign.request.core.RequestCommand.Cause;
import dev.countersign.request.core.RequestCommand.Escalate;
import dev.countersign.request.core.RequestCommand.Expire;
import dev.countersign.request.core.RequestCommand.ExpireStep;
import dev.countersign.request.core.RequestCommand.ReleaseHold;
import dev.countersign.request.core.RequestCommand.Remind;
import dev.countersign.request.core.RequestCommand.RemindReview;
import dev.countersign.request.core.RequestId;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Decodes what timers ask; anything else on the topic is an invalid message. */
final class TimerCommandReader {
  private static final Pattern PARTNER = Pattern.compile("[a-z0-9-]{2,40}");

  private TimerCommandReader() {}

  static TimerCommand read(ConsumerRecord<byte[], byte[]> record) {
    return switch (CloudEvents.parse(record)) {
      case Malformed(var reason, var detail) -> throw new InvalidMessage(reason + ": " + detail);
      case Known(var event) -> command(event.type(), new Fields(Json.read(event.data())));
    };
  }

  private static TimerCommand command(String type, Fields fields) {
    var partner = fields.require("partnerId");
    var request = fields.id("requestId");
    if (!PARTNER.matcher(partner).matches() || request.isEmpty()) {
      throw new InvalidMessage("partnerId or requestId is not an id");
    }
    return new TimerCommand(partner, new RequestId(request.get()), timed(type, fields));
  }

  private static RequestCommand timed(String type, Fields fields) {
    var dueAt = fields.time("dueAt").orElseThrow(() -> new InvalidMessage("dueAt is missing"));
    var iteration = fields.requireNumber("iteration");
    return switch (type) {
      case "approval.expire_request" -> new Expire(iteration, dueAt);
      case "approval.escalate_step" ->
          new Escalate(iteration, step(fields), fields.number("rung").orElse(1), dueAt);
      case "approval.remind_step" ->
          new Remind(
              iteration,
              step(fields),
              fields.word("cause", Cause.class).orElse(Cause.TIMEOUT),
              dueAt);
      case "approval.expire_step" -> new ExpireStep(iteration, step(fields), dueAt);
      case "approval.release_hold" -> new ReleaseHold(iteration, dueAt);
      case "approval.remind_review" -> new RemindReview(dueAt);
      default -> throw new InvalidMessage("No timer asks for " + type);
    };
  }

  private static int step(Fields fields) {
    return fields.requireNumber("step");
  }
}
