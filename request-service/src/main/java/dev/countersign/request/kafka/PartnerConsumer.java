package dev.countersign.request.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.platform.messaging.DeadLetters;
import dev.countersign.platform.messaging.InvalidJson;
import dev.countersign.platform.messaging.Json;
import dev.countersign.request.app.number.Partners;
import dev.countersign.request.app.number.Partners.Partner;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Keeps partners' zones as rules-service publishes them. Learning one twice changes nothing. */
@ApplicationScoped
class PartnerConsumer {
  private static final Pattern ID = Pattern.compile("[a-z0-9-]{2,40}");

  private final Partners partners;
  private final DeadLetters deadLetters;

  PartnerConsumer(Partners partners, DeadLetters deadLetters) {
    this.partners = partners;
    this.deadLetters = deadLetters;
  }

  @Incoming("partners")
  Uni<Void> learn(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return Uni.createFrom().voidItem();
    }
    return read(record.value())
        .map(partner -> Patience.with(() -> partners.learn(partner), record.topic()))
        .orElseGet(
            () -> deadLetters.send(record, "INVALID_PARTNER", "Expected a partner with a zone."));
  }

  private static Optional<Partner> read(byte[] body) {
    try {
      var json = Json.read(body);
      var id = json.path("id").asText();
      return ID.matcher(id).matches() && json.path("version").canConvertToLong()
          ? Optional.of(new Partner(id, zone(json), json.path("version").longValue()))
          : Optional.empty();
    } catch (InvalidJson | DateTimeException e) {
      return Optional.empty();
    }
  }

  private static ZoneId zone(JsonNode json) {
    return ZoneId.of(json.path("zone").asText());
  }
}
