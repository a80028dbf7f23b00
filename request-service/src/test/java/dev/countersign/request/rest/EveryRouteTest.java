package dev.countersign.request.rest;

import static dev.countersign.request.rest.Api.as;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.platform.testing.ApiRoutes.Route;
import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.platform.testing.EveryRoute;
import dev.countersign.request.testing.AnEvaluation;
import dev.countersign.request.testing.Desk;
import dev.countersign.request.testing.Stage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class EveryRouteTest extends EveryRoute {

  private static final String SUPERVISOR = "supervisor@acme";

  @Inject Desk desk;
  @Inject Stage stage;

  EveryRouteTest() {
    super(List.of(), List.of());
  }

  @Test
  @DisplayName("SD-28, A-33: no GET decides anything, neither of the API nor of the pages")
  void readingDecidesNothing() {
    desk.person("acme", SUPERVISOR, "Sadia Rahman", "Mid-Office Supervisor");
    var request = desk.open(AnEvaluation.of("acme", "maker@acme")).toString();
    var before = written();
    var addresses = new ArrayList<String>();
    for (Route route : guarded()) {
      if (!route.changes()) {
        addresses.add(route.filledWith(request));
      }
    }
    for (String page : List.of("", "/decisions", "/cancel", "/decisions?vote=APPROVE&reason=x")) {
      addresses.add("/requests/" + request + page);
      addresses.add("/v1/approval-requests/" + request + page);
    }
    for (String address : addresses) {
      as(SUPERVISOR, "acme").get(address);
      as(SUPERVISOR, "acme").head(address);
    }

    assertThat(written()).isEqualTo(before);
  }

  @Test
  @DisplayName("SD-19: no body of any route sets a state, a maker or a version of a request")
  void noRouteSetsAState() {
    var reserved =
        Set.of("status", "maker", "makerId", "makerSet", "partnerId", "quorum", "decidedAt");
    for (Route route : guarded()) {
      assertThat(route.members()).as(route.toString()).doesNotContainAnyElementsOf(reserved);
    }
  }

  @Test
  @DisplayName("TN-05, TN-06: there is no door for queries of graphs and none that stays open")
  void thereAreNoOtherDoors() {
    for (String door : List.of("/graphql", "/v1/graphql", "/ws", "/v1/events", "/v1/stream")) {
      as(SUPERVISOR, "acme").get(door).then().statusCode(404);
      as(SUPERVISOR, "acme")
          .contentType("application/json")
          .body("{}")
          .post(door)
          .then()
          .statusCode(404);
    }
  }

  private List<List<@Nullable String>> written() {
    return stage.query(
        "select (select count(*) from request.decision),"
            + " (select count(*) from request.ledger where ce_type <> 'ledger.checkpoint_signed'),"
            + " (select count(*) from request.outcome)");
  }
}
