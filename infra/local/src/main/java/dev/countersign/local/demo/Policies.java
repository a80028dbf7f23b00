package dev.countersign.local.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.local.client.ApprovalsApi;
import java.time.Duration;
import java.time.Instant;

/** The two policies the demo adds to the defaults, drafted and activated by the people who may. */
final class Policies {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ApprovalsApi api;

  Policies(ApprovalsApi api) {
    this.api = api;
  }

  /** Bazaar's one rule, and acme's short-lived one that lets a request expire. Kept if present. */
  void ensure() {
    ensure("owner@bazaar", "owner@bazaar", policy("refund", "5000", "Owner"));
    ensure(
        "policy-admin@acme",
        "policy-admin-2@acme",
        policy("wallet_adjustment", "50000", "Treasurer").put("ttl", "PT1M"));
  }

  private static ObjectNode policy(String operation, String over, String role) {
    return ApprovalsApi.object()
        .put("operation", operation)
        .put("currency", "BDT")
        .put("over", over)
        .put("role", role);
  }

  private void ensure(String author, String activator, ObjectNode policy) {
    var operation = policy.get("operation").asText();
    if (isLive(author, operation)) {
      return;
    }
    var created = api.post(author, "/v1/policies", policy).expectSuccess().body();
    var version =
        "/v1/policies/%s/versions/%d"
            .formatted(created.get("id").asText(), created.path("version").asInt(1));
    api.post(author, version + ":submit", ApprovalsApi.object()).expectSuccess();
    activate(activator, version);
    awaitLive(author, operation);
  }

  /** People who were loaded a moment ago may not have reached the policies yet. */
  private void activate(String person, String version) {
    var deadline = Instant.now().plus(PATIENCE);
    var answer = api.post(person, version + ":activate", ApprovalsApi.object());
    while (answer.body().path("code").asText().equals("pool_insufficient")
        && Instant.now().isBefore(deadline)) {
      Thread.onSpinWait();
      answer = api.post(person, version + ":activate", ApprovalsApi.object());
    }
    answer.expectSuccess();
  }

  private void awaitLive(String author, String operation) {
    var deadline = Instant.now().plus(PATIENCE);
    while (!isLive(author, operation)) {
      if (Instant.now().isAfter(deadline)) {
        throw new IllegalStateException(
            "Expected the policy for %s to be live within %s, but it is not."
                .formatted(operation, PATIENCE));
      }
      Thread.onSpinWait();
    }
  }

  private boolean isLive(String person, String operation) {
    for (var policy : api.get(person, "/v1/policies").expectSuccess().body().get("items")) {
      if (policy.get("operation").asText().equals(operation) && policy.path("live").asBoolean()) {
        return true;
      }
    }
    return false;
  }
}
