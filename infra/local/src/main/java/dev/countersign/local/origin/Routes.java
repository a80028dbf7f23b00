package dev.countersign.local.origin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** Which part answers a path. Paths are compared as they came: nothing is decoded or resolved. */
final class Routes {

  private static final SequencedMap<String, String> PREFIXES = prefixes();

  private Routes() {}

  /** The short name of the part, or empty when no part answers the path. */
  static Optional<String> partOf(String path) {
    return PREFIXES.entrySet().stream()
        .filter(route -> path.equals(route.getKey()) || path.startsWith(route.getKey() + "/"))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static SequencedMap<String, String> prefixes() {
    SequencedMap<String, String> all = new LinkedHashMap<>();
    route(all, "rules", "/v1/operations", "/v1/policies", "/v1/approval-workflow-templates");
    route(all, "rules", "/v1/evaluations", "/v1/simulations", "/v1/partners");
    route(all, "rules", "/policies", "/rules");
    route(all, "request", "/v1/approval-requests", "/v1/inbox", "/v1/subjects", "/v1/people");
    route(all, "request", "/v1/delegations", "/v1/sequences", "/v1/ledger", "/v1/overrides");
    route(all, "request", "/v1/reviews", "/v1/resolvers");
    route(all, "request", "/v1/approval-requests:decide", "/v1/exports", "/v1/reports");
    route(all, "request", "/inbox", "/requests", "/request", "/assets");
    route(all, "notification", "/v1/webhooks", "/v1/notifications", "/v1/dead-letters");
    route(all, "notification", "/v1/preferences", "/preferences");
    route(all, "notification", "/notification");
    route(all, "escalation", "/v1/timers", "/v1/sla", "/v1/calendars", "/escalation");
    route(all, "mail", "/mail");
    return all;
  }

  private static void route(Map<String, String> all, String part, String... paths) {
    for (String path : paths) {
      all.put(path, part);
    }
  }
}
