package dev.countersign.request.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.platform.messaging.DeadLetters;
import dev.countersign.platform.messaging.InvalidJson;
import dev.countersign.platform.messaging.Json;
import dev.countersign.request.people.RolesInUse;
import dev.countersign.request.people.RolesInUse.Named;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/**
 * Learns which roles live policies name. The record's shape belongs to rules-service; all that is
 * asked of it is that an approver's role stands in a member {@code role}, a group in {@code group},
 * a resolver in {@code resolver} and a person in {@code user}, wherever that is. No policy is kept
 * and nothing is decided by it.
 */
@ApplicationScoped
class PolicyConsumer {
  private static final Pattern KEY = Pattern.compile("([a-z0-9-]{2,40})\\|([^|]{1,200})");

  private final RolesInUse rolesInUse;
  private final DeadLetters deadLetters;

  PolicyConsumer(RolesInUse rolesInUse, DeadLetters deadLetters) {
    this.rolesInUse = rolesInUse;
    this.deadLetters = deadLetters;
  }

  @Incoming("policies")
  Uni<Void> learn(ConsumerRecord<byte[], byte[]> record) {
    return read(record)
        .map(named -> Patience.with(() -> rolesInUse.learn(named), record.topic()))
        .orElseGet(() ->
            deadLetters.send(record, "INVALID_POLICY", "Expected the policies of a partner."));
  }

  private static Optional<Named> read(ConsumerRecord<byte[], byte[]> record) {
    var key = KEY.matcher(record.key() == null ? "" : new String(record.key(), UTF_8));
    try {
      return key.matches()
          ? Optional.of(new Named(key.group(1), key.group(2), roles(record.value())))
          : Optional.empty();
    } catch (InvalidJson e) {
      return Optional.empty();
    }
  }

  /** A record without a body says that no policy is live any more. */
  private static Set<String> roles(byte @Nullable [] body) {
    var named = new TreeSet<String>();
    if (body != null) {
      var policies = Json.read(body);
      named.addAll(policies.findValuesAsText("role"));
      policies.findValuesAsText("group").forEach(group -> named.add("group:" + group));
      policies.findValuesAsText("resolver").forEach(resolver -> named.add("resolver:" + resolver));
      policies.findValuesAsText("user").forEach(user -> named.add("user:" + user));
    }
    return named;
  }
}
