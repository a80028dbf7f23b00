package dev.countersign.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.local.client.ApprovalsApi;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The people of the demo: each looks at the own inbox and does what the plan says of the subject.
 */
final class Checkers {
  /** What people do with a request. */
  enum Plan {
    APPROVE,
    REJECT,
    WITHDRAW,
    LEAVE
  }

  private static final List<String> PEOPLE =
      List.of(
          "supervisor@acme",
          "controller@acme",
          "director@acme",
          "treasurer@acme",
          "accountant@acme",
          "owner@bazaar");
  private static final int PAGE = 100;

  private final ApprovalsApi api;
  private final Map<String, Plan> plans;
  private final Map<String, Instant> decidedAt = new ConcurrentHashMap<>();
  private final Set<String> withdrawn = ConcurrentHashMap.newKeySet();

  /**
   * @param plans by subject id
   */
  Checkers(ApprovalsApi api, Map<String, Plan> plans) {
    this.api = api;
    this.plans = Map.copyOf(plans);
  }

  /** One round over all inboxes; answers how many acts there were. */
  int round() {
    return PEOPLE.stream().mapToInt(this::workThrough).sum();
  }

  private int workThrough(String person) {
    int acts = 0;
    for (var item : api.inbox(person, PAGE).get("items")) {
      acts += act(person, item) ? 1 : 0;
    }
    return acts;
  }

  private boolean act(String person, JsonNode item) {
    var requestId = item.get("requestId").asText();
    return switch (plans.getOrDefault(item.get("subjectId").asText(), Plan.LEAVE)) {
      case APPROVE -> decide(person, requestId, "APPROVE", "checked against the order");
      case REJECT -> decide(person, requestId, "REJECT", "no order for this amount");
      case WITHDRAW -> withdraw(requestId);
      case LEAVE -> false;
    };
  }

  private boolean decide(String person, String requestId, String vote, String reason) {
    api.decide(person, api.request(person, requestId), vote, reason).expectSuccess();
    decidedAt.put(requestId, Instant.now());
    return true;
  }

  private boolean withdraw(String requestId) {
    if (!withdrawn.add(requestId)) {
      return false;
    }
    api.cancel("maker@acme", requestId, "ordered twice by mistake").expectSuccess();
    return true;
  }

  /** When the last decision of a request was answered. */
  Map<String, Instant> decidedAt() {
    return Map.copyOf(decidedAt);
  }
}
