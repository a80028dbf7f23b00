package dev.countersign.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.local.client.ApprovalsApi;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;

/** The people of acme who decide as soon as they are asked, a bounded number at a time. */
final class Deciders {
  private static final Map<String, String> PERSON_OF_ROLE =
      Map.of(
          "Mid-Office Supervisor", "supervisor@acme",
          "Controller", "controller@acme",
          "Director", "director@acme");

  private final ApprovalsApi api;
  private final Semaphore atOnce;
  private final LongAdder refused = new LongAdder();

  Deciders(ApprovalsApi api, int atOnce) {
    this.api = api;
    this.atOnce = new Semaphore(atOnce);
  }

  /** Approves exactly what the {@code step_started} event shows. */
  void approve(JsonNode step) {
    var role = step.get("approvers").get(0).get("role").asText();
    var seen = (ObjectNode) step.deepCopy();
    seen.put("id", step.get("requestId").asText());
    atOnce.acquireUninterruptibly();
    try {
      var answer = api.decide(personOf(role), seen, "APPROVE", "checked against the order");
      if (answer.status() >= 300) {
        refused.increment();
      }
    } finally {
      atOnce.release();
    }
  }

  private static String personOf(String role) {
    var person = PERSON_OF_ROLE.get(role);
    if (person == null) {
      throw new IllegalStateException("Nobody of the load holds the role " + role);
    }
    return person;
  }

  long refused() {
    return refused.sum();
  }
}
