package dev.countersign.request.rest;

import static dev.countersign.request.rest.Api.as;
import static dev.countersign.request.rest.Api.decide;
import static dev.countersign.request.rest.Api.vote;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.platform.testing.EmbeddedResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** RP-08 with the limits that a service has unless it is told otherwise. */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class RateLimitTest {

  @Test
  @DisplayName("RP-08: who exports in a loop is told to wait, and others are not")
  void exportsAreLimited() {
    var looper = "looper-" + UUID.randomUUID() + "@limits";
    var statuses = IntStream.range(0, 7).mapToObj(_ -> export(looper)).toList();

    assertThat(statuses.subList(0, 5)).containsOnly(200);
    assertThat(statuses).contains(429);
    as(looper, "limits", "auditor")
        .get("/v1/ledger/export")
        .then()
        .statusCode(429)
        .header("Retry-After", org.hamcrest.Matchers.matchesPattern("[1-9]"));
    assertThat(export("other-" + UUID.randomUUID() + "@elsewhere")).isEqualTo(200);
  }

  private static int export(String person) {
    var partner = person.substring(person.indexOf('@') + 1);
    return as(person, partner, "auditor").get("/v1/ledger/export").statusCode();
  }

  @Test
  @DisplayName("RP-08: a flood of decisions of one person is cut off")
  void decisionsAreLimited() {
    var flooder = "flooder-" + UUID.randomUUID() + "@acme";
    var request = UUID.randomUUID();
    List<Integer> statuses =
        IntStream.range(0, 600)
            .parallel()
            .mapToObj(_ -> decide(flooder, request, vote("APPROVE")).extract().statusCode())
            .toList();

    assertThat(statuses).containsOnly(404, 429).contains(429);
    assertThat(statuses.stream().filter(status -> status == 404).count())
        .isGreaterThanOrEqualTo(200);
  }
}
