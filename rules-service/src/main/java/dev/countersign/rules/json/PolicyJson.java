package dev.countersign.rules.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.platform.messaging.Json;
import dev.countersign.rules.core.operation.OperationCode;
import dev.countersign.rules.core.partner.PartnerId;
import dev.countersign.rules.core.policy.LivePolicy;
import dev.countersign.rules.core.policy.Policy;
import dev.countersign.rules.core.policy.PolicyId;
import dev.countersign.rules.core.policy.Terms;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * {@code policy.changed}: all live versions of the policy of one partner and operation. {@code
 * version} grows with every change, so a reader can tell a late echo.
 */
public record PolicyJson(
    String partnerId,
    String operation,
    int version,
    List<Live> live,
    @Nullable List<Live> shadows) {

  private static final Logger LOG = Logger.getLogger(PolicyJson.class);

  public PolicyJson {
    Objects.requireNonNull(partnerId);
    Objects.requireNonNull(operation);
    live = List.copyOf(live);
    // Records from before there were shadows have none.
    shadows = shadows == null ? List.of() : List.copyOf(shadows);
  }

  /** One live version; {@code until} is when it stops being in force, if that is known. */
  public record Live(
      UUID policyId,
      int version,
      OffsetDateTime from,
      @Nullable OffsetDateTime until,
      JsonNode terms) {
    public Live {
      Objects.requireNonNull(policyId);
      Objects.requireNonNull(from);
      Objects.requireNonNull(terms);
    }
  }

  /** The terms of a stored document. */
  public static Terms stored(JsonNode terms) {
    return PolicyReader.readStored(terms);
  }

  /** The live versions of a record; {@link RuntimeException} if one of them cannot be read. */
  public static LivePolicies read(byte[] body) {
    var json = Json.read(body, PolicyJson.class);
    var partner = new PartnerId(json.partnerId);
    var operation = new OperationCode(json.operation);
    return new LivePolicies(
        partner,
        operation,
        json.version,
        json.live.stream().map(it -> live(it, partner, operation)).toList(),
        shadows(json, partner, operation));
  }

  /** A shadow that cannot be read is none: what is in force must not suffer from it (N-02). */
  private static List<LivePolicy> shadows(
      PolicyJson json, PartnerId partner, OperationCode operation) {
    try {
      return Objects.requireNonNull(json.shadows).stream()
          .map(it -> live(it, partner, operation))
          .toList();
    } catch (RuntimeException failure) {
      LOG.errorf(failure, "A shadow cannot be read. partnerId=%s", partner);
      return List.of();
    }
  }

  /** What a record says: the versions of one policy that are or will be heard. */
  public record LivePolicies(
      PartnerId partner,
      OperationCode operation,
      int version,
      List<LivePolicy> versions,
      List<LivePolicy> shadows) {
    public LivePolicies {
      versions = List.copyOf(versions);
      shadows = List.copyOf(shadows);
    }

    /** Without a shadow. */
    public LivePolicies(
        PartnerId partner, OperationCode operation, int version, List<LivePolicy> versions) {
      this(partner, operation, version, versions, List.of());
    }
  }

  private static LivePolicy live(Live live, PartnerId partner, OperationCode operation) {
    var key = new Policy.Key(partner, operation, new PolicyId(live.policyId()), live.version());
    return new LivePolicy(
        Policy.compile(key, stored(live.terms())),
        live.from().toInstant(),
        Optional.ofNullable(live.until()).map(OffsetDateTime::toInstant));
  }
}
