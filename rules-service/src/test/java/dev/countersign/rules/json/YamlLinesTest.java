package dev.countersign.rules.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.rules.json.YamlLines.Line;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("F-212: a mistake in a document has its line")
class YamlLinesTest {
  private static final String YAML =
      """
      operation: expense
      hold: PT2H

      bands:
      - from: 7000
        steps:
        - role: Chief
          quorum: most
      - from: 9000
        role: Chief
      """;

  @ParameterizedTest
  @CsvSource({
    "hold, 2",
    "bands, 4",
    "bands[0], 5",
    "bands[0].steps[0].quorum, 8",
    "bands[0].steps[0].quorum.kind, 8",
    "bands[1].role, 10",
    "bands[1].steps[0].role, 9"
  })
  void settingHasTheLineItOrItsNearestIsWrittenOn(String path, int line) {
    assertThat(YamlLines.of(YAML).at(path)).map(Line::number).hasValue(line);
  }

  @Test
  void jsonHasLinesToo() {
    var json = "{\n  \"hold\": \"PT2H\",\n  \"bands\": [\n    {\"from\": 7000}\n  ]\n}";

    assertThat(YamlLines.of(json).at("bands[0].from")).hasValue(new Line(4, "{\"from\": 7000}"));
  }

  @Test
  void whatIsNowhereHasNoLine() {
    assertThat(YamlLines.of(YAML).at("")).isEmpty();
    assertThat(YamlLines.of(YAML).at("track")).isEmpty();
    assertThat(YamlLines.of("bands: [").at("bands")).map(Line::number).hasValue(1);
  }
}
