package dev.countersign.rules.json;

import dev.countersign.platform.messaging.Json;
import dev.countersign.rules.core.operation.OperationCode;
import dev.countersign.rules.core.partner.PartnerId;
import dev.countersign.rules.core.policy.Policy;
import dev.countersign.rules.core.policy.PolicyId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * {@code policy.changed}: all live versions of the policy of one partner and operation. {@code
 * version} is the newest of them and only grows, so a reader can tell a late echo.
 */
public record PolicyJson(String partnerId, String operation, int version, List<Live> live) {

  private static final String ACTIVE = "ACTIVE";

  public PolicyJson {
    Objects.requireNonNull(partnerId);
    Objects.requireNonNull(operation);
    live = List.copyOf(live);
  }

  /** One live version. */
  public record Live(UUID policyId, int version, String state, TermsJson terms) {
    public Live {
      Objects.requireNonNull(policyId);
      Objects.requireNonNull(state);
      Objects.requireNonNull(terms);
    }
  }

  /** The record of a version that is in force. */
  public static PolicyJson active(Policy.Key key, TermsJson terms) {
    return new PolicyJson(
        key.partner().value(),
        key.operation().value(),
        key.version(),
        List.of(new Live(key.id().value(), key.version(), ACTIVE, terms)));
  }

  /** The policy in force; {@link IllegalArgumentException} if there is none to be read. */
  public static Policy read(byte[] body) {
    var json = Json.read(body, PolicyJson.class);
    var active =
        json.live.stream()
            .filter(live -> live.state().equals(ACTIVE))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("No version is in force"));
    var key =
        new Policy.Key(
            new PartnerId(json.partnerId),
            new OperationCode(json.operation),
            new PolicyId(active.policyId()),
            active.version());
    return Policy.compile(key, active.terms().toTerms());
  }
}
