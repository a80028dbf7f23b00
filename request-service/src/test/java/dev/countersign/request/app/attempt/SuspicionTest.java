package dev.countersign.request.app.attempt;

import static dev.countersign.request.testing.EvaluationDraft.required;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.request.app.Actor;
import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.Vote;
import dev.countersign.request.testing.Cast;
import dev.countersign.request.testing.Contract;
import dev.countersign.request.testing.Stage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** F-166, A-04: what somebody tries again and again is an alert of its own. */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class SuspicionTest {
  private static final String BODIES =
      "select code, convert_from(body, 'UTF8') from request.security_event"
          + " where partner_id = ? and actor = ? order by at, code";

  @Inject Stage stage;
  @Inject Cast cast;
  @Inject WatchRefusals watch;

  private final String partner = "s-" + UUID.randomUUID().toString().substring(0, 8);

  @Test
  @DisplayName("F-166, A-04: the fifth attempt raises the alert, and the sixth no second one")
  void attemptsBecomeAPattern() {
    stage.person(partner, "supervisor@" + partner, "Supervisor");
    var draft = required(partner, "suspicion-" + partner);
    var request = cast.open(draft);
    for (int i = 0; i < 6; i++) {
      cast.decide(request, draft, "maker@" + partner, Vote.APPROVE);
    }

    var alerts = stage.query(BODIES, partner, "maker@" + partner);
    assertThat(codes(alerts)).filteredOn("maker_may_not_decide"::equals).hasSize(6);
    assertThat(codes(alerts)).filteredOn("suspicious_pattern"::equals).hasSize(1);
    for (List<@Nullable String> alert : alerts) {
      assertThat(Contract.problems("approval.bypass_attempted", String.valueOf(alert.get(1))))
          .isEmpty();
    }
    assertThat(alerts.toString()).contains("\"attempts\":5").doesNotContain(request.toString());
  }

  @Test
  @DisplayName("F-166: attempts of two people, or in two partners, are not one pattern")
  void attemptsOfOthersAreNotCounted() {
    var other = partner + "-x";
    for (int i = 0; i < 4; i++) {
      forbidden(partner, "one");
      forbidden(partner, "two");
      forbidden(other, "one");
    }

    for (String at : List.of(partner, other)) {
      assertThat(codes(stage.query(BODIES, at, "one"))).doesNotContain("suspicious_pattern");
    }
  }

  private void forbidden(String at, String person) {
    watch
        .forbidden(new Actor.Human(at, new PersonId(person), Set.of()), "group_required", "GET /x")
        .await()
        .atMost(Duration.ofSeconds(20));
  }

  private static List<String> codes(List<List<@Nullable String>> alerts) {
    return alerts.stream().map(alert -> String.valueOf(alert.getFirst())).toList();
  }
}
