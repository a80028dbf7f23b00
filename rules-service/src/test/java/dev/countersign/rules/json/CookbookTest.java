package dev.countersign.rules.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.rules.core.RulesFixtures;
import dev.countersign.rules.core.policy.TermsCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every policy of the cookbook does to every event what its page says. */
class CookbookTest {

  private static final Path PAGES = Path.of("../docs/cookbook");
  private static final Pattern POLICY = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);
  private static final Pattern ROW = Pattern.compile("\\| `(\\{.*})` \\| (.*) \\|");

  @ParameterizedTest
  @MethodSource("rows")
  @DisplayName(
      "F-026 F-052 F-054 F-065 F-075 F-076 F-091 F-107 F-184 F-186 N-12: the cookbook is true")
  void pageSaysWhatHappens(String policy, List<String> events, String answer) {
    var terms = PolicyDesk.terms(policy);

    assertThat(TermsCheck.check(terms, PolicyDesk.EXPENSE, RulesFixtures.ground())).isEmpty();
    assertThat(answer(PolicyDesk.evaluateLast(policy, events))).isEqualTo(answer);
  }

  private static String answer(JsonNode evaluation) {
    var reason = evaluation.at("/reasonCode").asText();
    return switch (evaluation.at("/verdict").asText()) {
      case "NOT_REQUIRED" -> "nobody: " + reason;
      case "QUARANTINED" -> "quarantined: " + reason;
      default ->
          StreamSupport.stream(evaluation.at("/route/tracks").spliterator(), false)
              .map(CookbookTest::asked)
              .collect(Collectors.joining(" + "));
    };
  }

  private static String asked(JsonNode track) {
    return StreamSupport.stream(track.at("/steps").spliterator(), false)
        .filter(step -> step.at("/state").asText().equals("WAITING"))
        .map(step -> step.at("/name").asText())
        .collect(Collectors.joining(" then "));
  }

  static List<Arguments> rows() throws IOException {
    var rows = new ArrayList<Arguments>();
    try (var pages = Files.list(PAGES)) {
      for (var page : pages.sorted().toList()) {
        var text = Files.readString(page);
        var policy = POLICY.matcher(text);
        var row = ROW.matcher(text);
        while (policy.find() && row.find(policy.end())) {
          // Where a policy counts events, those of the rows above came before.
          var events = new ArrayList<String>();
          do {
            var name = page.getFileName() + " " + rows.size() + " " + row.group(1);
            events.add(row.group(1));
            rows.add(argumentSet(name, policy.group(1), List.copyOf(events), row.group(2)));
          } while (row.find());
        }
      }
    }
    return rows;
  }
}
