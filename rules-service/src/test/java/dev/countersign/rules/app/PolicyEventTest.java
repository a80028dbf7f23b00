package dev.countersign.rules.app;

import static dev.countersign.rules.core.RulesFixtures.ACME;
import static dev.countersign.rules.core.RulesFixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.platform.messaging.Json;
import dev.countersign.rules.app.PolicyVersion.State;
import dev.countersign.rules.core.PersonId;
import dev.countersign.rules.core.policy.PolicyId;
import dev.countersign.rules.core.policy.StrictDefaults;
import dev.countersign.rules.testing.EvaluationSchema;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of the rules themselves keeps its contract. */
class PolicyEventTest {

  @ParameterizedTest
  @CsvSource({
    "drafted, DRAFT",
    "shadowed, SHADOW",
    "unshadowed, DRAFT",
    "submitted, IN_REVIEW",
    "activated, ACTIVE",
    "retired, RETIRED",
    "review_due, ACTIVE",
    "review_confirmed, ACTIVE"
  })
  @DisplayName("A-25: an event says which version changed, who did it and why")
  void eventKeepsItsContract(String what, State state) {
    var type = "approval.policy_" + what;
    var actor = new Actor(ACME, new PersonId("policy-admin-2@acme"));

    var body = Json.bytes(PolicyEventJson.of(actor, version(state), type));

    assertThat(EvaluationSchema.errors(type, body)).isEmpty();
    assertThat(Json.read(body).at("/reason").asText()).isEqualTo("the index has moved");
  }

  private static PolicyVersion version(State state) {
    var at = NOW.atOffset(ZoneOffset.UTC);
    var first = StrictDefaults.of("BDT").firstEntry();
    return new PolicyVersion(
        new PolicyId(new UUID(0, 1)),
        first.getKey(),
        3,
        state,
        first.getValue(),
        Set.of(new PersonId("policy-admin@acme")),
        2,
        at,
        Optional.of("the index has moved"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        state == State.ACTIVE ? Optional.of(at) : Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        state == State.ACTIVE
            ? Optional.of(new PolicyVersion.Upkeep(LocalDate.of(2027, 3, 2), Optional.empty()))
            : Optional.empty());
  }
}
