package dev.countersign.request.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.platform.messaging.CloudEvent;
import dev.countersign.platform.messaging.CloudEvents;
import dev.countersign.platform.messaging.DeadLetters;
import dev.countersign.platform.messaging.Incoming.Known;
import dev.countersign.platform.messaging.InvalidJson;
import dev.countersign.platform.messaging.Json;
import dev.countersign.request.read.PolicyActivations;
import dev.countersign.request.read.PolicyActivations.Activation;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Learns who wrote a policy version and who put it in force, for the report on people who are
 * judged by rules of their own (SD-15). Nothing is decided by it, and what the version says is not
 * read.
 */
@ApplicationScoped
class PolicyEventConsumer {
  private static final String ACTIVATED = "approval.policy_activated";
  private static final Pattern PARTNER = Pattern.compile("[a-z0-9-]{2,40}");

  private final PolicyActivations activations;
  private final DeadLetters deadLetters;

  PolicyEventConsumer(PolicyActivations activations, DeadLetters deadLetters) {
    this.activations = activations;
    this.deadLetters = deadLetters;
  }

  @Incoming("policy-events")
  Uni<Void> learn(ConsumerRecord<byte[], byte[]> record) {
    if (!(CloudEvents.parse(record) instanceof Known(var event))) {
      return refuse(record);
    }
    if (!event.type().equals(ACTIVATED)) {
      return Uni.createFrom().voidItem();
    }
    return read(event)
        .map(it -> Patience.with(() -> activations.learn(it), record.topic()))
        .orElseGet(() -> refuse(record));
  }

  private Uni<Void> refuse(ConsumerRecord<byte[], byte[]> record) {
    return deadLetters.send(record, "INVALID_POLICY_EVENT", "Expected a version put in force.");
  }

  private static Optional<Activation> read(CloudEvent event) {
    try {
      var body = Json.read(event.data());
      var time = event.time();
      var activation =
          new Activation(
              body.path("partnerId").asText(),
              UUID.fromString(body.path("policyId").asText()),
              body.path("version").asInt(),
              body.path("operation").asText(),
              inForceFrom(body, time == null ? Instant.EPOCH : time.toInstant()),
              body.path("by").asText(),
              authors(body));
      return isWhole(activation) && time != null ? Optional.of(activation) : Optional.empty();
    } catch (InvalidJson | IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }

  /** A version that is put in force for a later day judges from then on. */
  private static Instant inForceFrom(JsonNode body, Instant said) {
    var from = body.path("validFrom");
    var day = from.isTextual() ? Instant.parse(from.asText()) : said;
    return day.isAfter(said) ? day : said;
  }

  private static List<String> authors(JsonNode body) {
    var authors = new ArrayList<String>();
    body.path("authors").forEach(author -> authors.add(author.asText()));
    return authors;
  }

  private static boolean isWhole(Activation activation) {
    return PARTNER.matcher(activation.partner()).matches()
        && activation.version() >= 1
        && !activation.operation().isEmpty()
        && !activation.by().isEmpty()
        && !activation.authors().isEmpty()
        && activation.authors().stream().noneMatch(String::isEmpty);
  }
}
