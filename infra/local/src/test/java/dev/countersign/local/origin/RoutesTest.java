package dev.countersign.local.origin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {

  @ParameterizedTest
  @CsvSource({
    "/inbox, request",
    "/requests/0195, request",
    "/request/callback, request",
    "/assets/htmx.js, request",
    "/v1/approval-requests/1/decisions, request",
    "/v1/approval-requests:decide, request",
    "/v1/exports/approval-requests.csv, request",
    "/v1/reports/velocity.csv, request",
    "/v1/overrides, request",
    "/v1/reviews, request",
    "/inbox/decide, request",
    "/v1/people/maker%40acme, request",
    "/v1/resolvers/cost-centre-owner/entries/4711, request",
    "/policies, rules",
    "/v1/policies/1/versions/2:submit, rules",
    "/v1/partners/acme, rules",
    "/v1/simulations/1:cancel, rules",
    "/v1/webhooks/deliveries, notification",
    "/v1/preferences/defaults, notification",
    "/preferences, notification",
    "/v1/timers, escalation",
    "/mail/, mail"
  })
  void eachPathHasItsPart(String path, String part) {
    assertThat(Routes.partOf(path)).contains(part);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/peoples", "/inboxes", "/q/health", "/v1", "/%69nbox", "//inbox"})
  void whatOnlyLooksLikeARouteIsNone(String path) {
    assertThat(Routes.partOf(path)).isEmpty();
  }

  @Test
  void dotsAreNotResolved() {
    assertThat(Routes.partOf("/rules/../inbox")).contains("rules");
  }
}
