package dev.countersign.request.rest;

import static dev.countersign.request.rest.Api.as;
import static dev.countersign.request.rest.Api.decide;
import static dev.countersign.request.rest.Api.sending;
import static dev.countersign.request.rest.Api.vote;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.request.testing.AnEvaluation;
import dev.countersign.request.testing.Desk;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** SD-05: the directory knows which accounts belong to one human, and so does every decision. */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class SecondAccountTest {

  private static final String ROLE = "Mid-Office Supervisor";

  @Inject Desk desk;

  private String mark = "";

  @BeforeEach
  void people() {
    mark = UUID.randomUUID().toString().substring(0, 8);
    put("maker", mark + "@x.example", "");
    put("other", "other-" + mark + "@x.example", "");
  }

  @Test
  @DisplayName("SD-05: an account with the maker's address does not decide, in whatever case")
  void sameAddressIsTheSameHuman() {
    var request = desk.open(AnEvaluation.of("acme", id("maker")));
    put("second", mark.toUpperCase(java.util.Locale.ROOT) + "@X.example", "");

    refused("second", request);
    decide(id("other"), request, vote("APPROVE")).statusCode(201);
  }

  @Test
  @DisplayName("SD-05: an account with the maker's number does not decide, under any address")
  void sameNumberIsTheSameHuman() {
    put("maker", mark + "@x.example", "HR-" + mark);
    put("second", "private-" + mark + "@x.example", "HR-" + mark);
    var request = desk.open(AnEvaluation.of("acme", id("maker")));

    refused("second", request);
  }

  @Test
  @DisplayName("SD-05: a shared mailbox makes no one human of two who bear numbers of their own")
  void sharedMailboxIsNoHuman() {
    put("maker", "team-" + mark + "@x.example", "HR-1-" + mark);
    put("second", "team-" + mark + "@x.example", "HR-2-" + mark);
    var request = desk.open(AnEvaluation.of("acme", id("maker")));

    decide(id("second"), request, vote("APPROVE")).statusCode(201);
  }

  @Test
  @DisplayName("SD-05, F-134: two accounts of one human are not two people of a quorum")
  void twoAccountsAreOnePerson() {
    put("second", "other-" + mark + "@x.example", "");
    var request = desk.open(AnEvaluation.of("acme", id("maker")).needing(2));
    decide(id("other"), request, vote("APPROVE")).statusCode(201);

    decide(id("second"), request, vote("APPROVE"))
        .statusCode(409)
        .body("code", equalTo("already_decided"));
  }

  private void refused(String name, UUID request) {
    decide(id(name), request, vote("APPROVE"))
        .statusCode(403)
        .body("code", equalTo("maker_may_not_decide"));
  }

  private String id(String name) {
    return name + "-" + mark + "@acme";
  }

  private void put(String name, String mail, String humanId) {
    var human = humanId.isEmpty() ? "" : ",\"humanId\":\"" + humanId + "\"";
    var body =
        "{\"name\":\"%s\",\"mail\":\"%s\",\"roles\":[\"%s\"]%s}".formatted(name, mail, ROLE, human);
    sending(as("admin@acme", "acme", "partner_admin"), body)
        .put("/v1/people/" + id(name))
        .then()
        .statusCode(200)
        .body("roles", hasItem(ROLE));
  }
}
