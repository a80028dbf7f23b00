package dev.countersign.rules.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.rules.core.condition.ConditionLimits;
import dev.countersign.rules.core.condition.Truth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference of the condition language says nothing that is not so. */
class ConditionsCookbookTest {

  private static final Path COOKBOOK = Path.of("..", "docs", "cookbook", "conditions.md");
  private static final Pattern BLOCK =
      Pattern.compile("```condition\n(.*?)\n((?:--- [^\n]*\n)+)```", Pattern.DOTALL);
  private static final String LINE = "--- ";

  /** One claim of the reference. */
  record Claim(String condition, String answer, String data) {}

  @ParameterizedTest(name = "{0}")
  @MethodSource("claims")
  @DisplayName("F-027 … F-059: every example of the reference is so")
  void everyExampleIsSo(Claim claim) {
    if (claim.answer().equals("REFUSED")) {
      assertThat(Conditions.problems(claim.condition()))
          .anySatisfy(problem -> assertThat(problem.code()).hasToString(claim.data()));
    } else {
      assertThat(Conditions.test(claim.condition(), claim.data()))
          .isEqualTo(Truth.valueOf(claim.answer()));
    }
  }

  @Test
  @DisplayName("IN-06: the limits in the reference are the limits")
  void theLimitsAreTheLimits() throws IOException {
    var limits =
        List.of(
            ConditionLimits.LONGEST_SOURCE,
            ConditionLimits.DEEPEST,
            ConditionLimits.MOST_PARTS,
            ConditionLimits.MOST_VALUES,
            ConditionLimits.LONGEST_TEXT,
            ConditionLimits.MOST_STEPS);
    assertThat(limits)
        .allSatisfy(limit -> assertThat(text()).contains("| %s |".formatted(grouped(limit))));
  }

  private static String grouped(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  static Stream<Claim> claims() throws IOException {
    return BLOCK.matcher(text()).results().flatMap(it -> claims(it.group(1), it.group(2)));
  }

  private static Stream<Claim> claims(String condition, String lines) {
    return lines
        .lines()
        .map(line -> line.substring(LINE.length()).split(" ", 2))
        .map(words -> new Claim(condition, words[0], words[1]));
  }

  private static String text() throws IOException {
    return Files.readString(COOKBOOK);
  }
}
