package dev.countersign.contracts;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Holds docs/security-tests.md to the sources: what it names is there and carries the id. */
class SecurityCatalogueTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern ROW = Pattern.compile("\\| ([A-Z]+-[A-Z0-9]+) \\|.*\\| (.*) \\|");
  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+)`");
  private static final Map<String, Integer> FAMILIES =
      Map.of("AN", 20, "TN", 20, "SD", 28, "RP", 10);

  private static Map<String, String> sources = Map.of();

  @BeforeAll
  static void read() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      sources =
          files
              .filter(file -> file.toString().contains("/src/test/java/"))
              .filter(file -> file.toString().endsWith(".java"))
              .collect(
                  toMap(
                      file -> file.getFileName().toString().replace(".java", ""),
                      SecurityCatalogueTest::text,
                      (one, other) -> one + other));
    }
  }

  @Test
  @DisplayName("every case, guard and invariant has its row")
  void nothingIsMissing() throws IOException {
    var expected = new TreeSet<String>();
    FAMILIES.forEach((family, size) ->
        IntStream.rangeClosed(1, size)
            .forEach(no -> expected.add("%s-%02d".formatted(family, no))));
    expected.addAll(List.of("G-ACTOR", "G-FRESH", "G-REASON", "G-OVERRIDE"));
    IntStream.rangeClosed(1, 10).forEach(no -> expected.add("I-" + no));

    assertThat(rows().keySet()).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  @DisplayName("every test that a row names exists and carries the row's id")
  void everyNamedTestCarriesItsId() throws IOException {
    var wrong = new ArrayList<String>();
    rows()
        .forEach((id, keeper) -> {
          var tests = TEST.matcher(keeper).results().map(match -> match.group(1)).toList();
          if (tests.isEmpty() && !keeper.startsWith("no such ")) {
            wrong.add(id + " names no test and no reason");
          }
          for (String test : tests) {
            if (!isCarried(id, sources.getOrDefault(test, ""))) {
              wrong.add(id + " is not carried by " + test);
            }
          }
        });

    assertThat(wrong).isEmpty();
  }

  @Test
  @DisplayName("every transition is carried by a test of the core")
  void everyTransitionIsCarried() {
    var core =
        Stream.of("RequestDeciderTest", "LifecycleTest", "TracksTest", "EligibilityTest")
            .map(name -> sources.getOrDefault(name, ""))
            .reduce("", String::concat);

    for (int no = 1; no <= 25; no++) {
      assertThat(isCarried("T-%02d".formatted(no), core)).as("T-%02d", no).isTrue();
    }
  }

  /** The id itself, or a range such as {@code I-1 … I-10} around it. */
  private static boolean isCarried(String id, String source) {
    return Pattern.compile("\\b" + id + "\\b").matcher(source).find() || isInRange(id, source);
  }

  private static boolean isInRange(String id, String source) {
    var family = id.substring(0, id.lastIndexOf('-') + 1);
    var suffix = id.substring(family.length());
    if (!suffix.matches("\\d+")) {
      return false;
    }
    var range = Pattern.compile(family + "(\\d+) … " + family + "(\\d+)").matcher(source);
    return range
        .results()
        .anyMatch(match ->
            Integer.parseInt(match.group(1)) <= Integer.parseInt(suffix)
                && Integer.parseInt(suffix) <= Integer.parseInt(match.group(2)));
  }

  private static Map<String, String> rows() throws IOException {
    var rows = new LinkedHashMap<String, String>();
    for (String line : Files.readAllLines(ROOT.resolve("docs/security-tests.md"))) {
      var row = ROW.matcher(line);
      if (row.matches()) {
        assertThat(rows.put(row.group(1), row.group(2))).as(line).isNull();
      }
    }
    return rows;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
