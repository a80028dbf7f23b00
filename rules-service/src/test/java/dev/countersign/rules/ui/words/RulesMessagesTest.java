package dev.countersign.rules.ui.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.platform.testing.EveryMessage;
import dev.countersign.rules.core.analysis.LintFinding;
import dev.countersign.rules.core.condition.ConditionProblem;
import dev.countersign.rules.core.policy.TermsProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RulesMessagesTest extends EveryMessage {

  private static final Path MESSAGES = Path.of("src/main/resources/messages");
  private static final Path READERS = Path.of("src/main/java/dev/countersign/rules/json");
  private static final Pattern CODE =
      Pattern.compile("InvalidPolicy\\s*\\.at\\([^;]*?\"([a-z]+(?:_[a-z]+)+)\"");

  RulesMessagesTest() {
    super(Set.of("No", "{edge} → {people}"));
  }

  @Test
  @DisplayName("F-183: the advice on a finding is in English what the API says")
  void adviceIsThatOfTheApi() throws IOException {
    var english = Files.readAllLines(MESSAGES.resolve("policy_en.properties"));

    for (var code : LintFinding.Code.values()) {
      assertThat(english).contains("advice_$" + code + "=" + code.advice());
    }
  }

  @Test
  @DisplayName("F-183: whatever can be wrong with a policy is said in every language")
  void everyProblemHasASentence() throws IOException {
    var terms = Arrays.stream(TermsProblem.Code.values()).map(Enum::name);
    var conditions =
        Arrays.stream(ConditionProblem.Code.values()).map(it -> "CONDITION_" + it.name());
    var codes = Stream.of(terms, conditions, codesOfReaders()).flatMap(it -> it).toList();

    assertThat(codes).allSatisfy(it -> assertThat(Wrong.of(it)).as(it).isPresent());
    var wrongs = Arrays.stream(Wrong.values()).map(it -> "wrong_$" + it).toList();
    assertThat(keys("said_es")).containsAll(wrongs);
    assertThat(keys("said_bn")).containsAll(wrongs);
  }

  private static Stream<String> codesOfReaders() throws IOException {
    try (var files = Files.list(READERS)) {
      var codes =
          files.flatMap(it -> CODE.matcher(text(it)).results()).map(it -> it.group(1)).toList();
      assertThat(codes).hasSizeGreaterThan(30);
      return codes.stream();
    }
  }

  private static List<String> keys(String file) throws IOException {
    return Files.readAllLines(MESSAGES.resolve(file + ".properties")).stream()
        .map(it -> it.split("=", 2)[0])
        .toList();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
