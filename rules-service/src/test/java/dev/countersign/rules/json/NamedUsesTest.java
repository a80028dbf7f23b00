package dev.countersign.rules.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The uses that the source documents name for approvals, each as a policy. */
class NamedUsesTest {

  @ParameterizedTest(name = "{0}: {2} asks {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sign-off above a threshold | {'over': '10000', 'role': 'CFO'} | {'amount': '9999.99'} | nobody
          sign-off above a threshold | {'over': '10000', 'role': 'CFO'} | {'amount': '10000'} | CFO 1
          deal desk for custom prices | {'when': 'priced == custom', 'always': [{'group': 'Deal desk'}]} | {'priced': 'custom'} | Deal desk 1
          two people for a wallet | {'over': '500', 'role': 'Ops', 'quorum': 2} | {'amount': '500'} | Ops 2
          compliance gates credit notes | {'when': 'amount > 25% of original', 'always': [{'role': 'Compliance'}]} | {'amount': '26', 'original': '100'} | Compliance 1
          """)
  @DisplayName("F-025: each named use of approvals is a policy of a line or two")
  void namedUseIsAPolicy(String use, String policy, String data, String asked) {
    var whole = data.replace("}", ", 'currency': 'USD', 'makerReason': 'x'}");
    var evaluation = PolicyDesk.evaluate(policy, whole);

    assertThat(asked(evaluation.at("/route/tracks/0/steps"))).describedAs(use).isEqualTo(asked);
  }

  private static String asked(JsonNode steps) {
    var asked =
        StreamSupport.stream(steps.spliterator(), false)
            .map(step -> step.at("/name").asText() + " " + step.at("/quorum/n").asText())
            .collect(Collectors.joining());
    return asked.isEmpty() ? "nobody" : asked;
  }
}
