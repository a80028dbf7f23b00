package dev.countersign.rules.json;

import static dev.countersign.rules.json.PolicyDesk.evaluate;
import static dev.countersign.rules.json.PolicyDesk.json;
import static dev.countersign.rules.json.PolicyDesk.terms;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.countersign.rules.core.RulesFixtures;
import dev.countersign.rules.core.analysis.LintFinding.Code;
import dev.countersign.rules.core.analysis.PolicyAnalysis;
import dev.countersign.rules.core.people.Directory;
import dev.countersign.rules.core.policy.TermsCheck;
import dev.countersign.rules.testing.EvaluationSchema;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps whose clocks count in a calendar (C-15, A-23). */
class PolicyCalendarTest {

  private static final String OFFICE =
      """
      {'always': [{'name': 'Controller', 'role': 'Controller', 'clocks': {
        'calendar': 'office', 'sla': 'PT24H',
        'ladder': [{'after': 'P1D', 'role': 'Director'}, {'after': 'PT8H', 'role': 'CFO'}]}}]}
      """;

  @Test
  @DisplayName("A-23 a business day and 24 open hours are written as they were read")
  void daysAndHoursStayWhatTheyAre() {
    var once = PolicyWriter.write(terms(OFFICE)).toString();

    var again = PolicyWriter.write(PolicyJson.stored(json(once))).toString();

    assertThat(again).isEqualTo(once);
    assertThat(once)
        .contains("\"calendar\":\"office\"")
        .contains("\"sla\":\"PT24H\"")
        .contains("\"after\":\"P1D\"")
        .contains("\"after\":\"PT8H\"");
    assertThat(TermsCheck.check(terms(OFFICE), PolicyDesk.EXPENSE, RulesFixtures.ground()))
        .isEmpty();
  }

  @Test
  @DisplayName("C-15 F-147 the route says the calendar and its units, and keeps the contract")
  void routeSaysTheCalendar() {
    var evaluation = evaluate(OFFICE, "{'amount': '1', 'currency': 'USD', 'makerReason': 'x'}");

    assertThat(EvaluationSchema.errors("approval.evaluated", evaluation.toString().getBytes(UTF_8)))
        .isEmpty();
    var clocks = evaluation.at("/route/tracks/0/steps/0/clocks");
    assertThat(clocks.at("/calendar").asText()).isEqualTo("office");
    assertThat(clocks.at("/sla").asText()).isEqualTo("PT24H");
    assertThat(clocks.at("/timeout").asText()).isEqualTo("P1D");
    assertThat(clocks.at("/ladder/1/after").asText()).isEqualTo("PT8H");
  }

  @Test
  void withoutACalendarADayIs24Hours() {
    var byClock = OFFICE.replace("'calendar': 'office', ", "");

    assertThat(PolicyWriter.write(terms(byClock)).toString())
        .contains("\"sla\":\"P1D\"")
        .doesNotContain("calendar");
  }

  @Test
  @DisplayName("A-35 a timeout of all steps counts in the calendar of each step that names one")
  void timeoutOfAllStepsIsObeyed() {
    var document =
        """
        {'timeout': 'P2D', 'bands': [
          {'from': '0', 'to': '10', 'role': 'A'},
          {'from': '10', 'steps': [{'role': 'B', 'calendar': 'office'}]}]}
        """;

    assertThat(PolicyWriter.write(terms(document)).findValuesAsText("calendar"))
        .containsExactly("office");
    assertThat(PolicyWriter.write(terms(document)).findValuesAsText("timeout"))
        .containsExactly("P2D", "P2D");
  }

  @ParameterizedTest
  @ValueSource(strings = {"P1DT4H", "PT1.5S1D", "P1W", "-P1D", "P123456D"})
  void spanOfBothUnitsIsRefused(String span) {
    var document = "{'always': [{'role': 'A', 'timeout': '" + span + "', 'calendar': 'office'}]}";
    var refused = catchThrowableOfType(InvalidPolicy.class, () -> terms(document));

    assertThat(refused.problems().getFirst().code()).isEqualTo("timeout_invalid");
  }

  @ParameterizedTest
  @CsvSource({"P30D,TTL_NOT_COMPARED", "PT12H,TTL_SHORTER_THAN_STEPS"})
  @DisplayName("A-23 the ttl runs by the clock: shorter for certain is said, and else not promised")
  void ttlIsComparedAsFarAsItCanBe(String ttl, Code code) {
    var document =
        "{'ttl': '"
            + ttl
            + "', 'always': [{'role': 'A', 'timeout': 'PT16H', 'calendar': 'office'}]}";

    var proof = PolicyAnalysis.prove(terms(document), PolicyDesk.EXPENSE, Directory.EMPTY);

    assertThat(proof.findings()).extracting(it -> it.code()).contains(code);
  }
}
