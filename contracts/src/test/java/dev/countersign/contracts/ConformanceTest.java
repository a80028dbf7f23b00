package dev.countersign.contracts;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The features of policies and of what approves by them have tests that carry their numbers, and
 * the table that says which is true. After a test was renamed: {@code mvn test -pl contracts
 * -Dtest=ConformanceTest -Dconformance.write=true}.
 */
class ConformanceTest {

  private static final Path ROOT = Path.of("..");
  private static final Path TABLE = Path.of("../docs/conformance.md");
  private static final Pattern ROW = Pattern.compile("\\| F-(\\d{3}) \\| (.*) \\|");
  private static final String HEAD =
      """
      # Conformance

      Which tests carry which feature. A feature's number stands in the display name of the test, in its name or in a
      comment at it. The table is written by `ConformanceTest`, which fails when a row names a test that is not there.

      | Feature | Tests |
      |---|---|
      """;

  /** Sections 1 to 7 of the feature list, and the traps found in reading them. */
  private static final Set<Integer> PROVEN = numbers(1, 107, 215, 221);

  /** The rest of the list: what is missing is told, and fails nothing. */
  private static final Set<Integer> TOLD = numbers(108, 214, 222, 225);

  @Test
  void everyFeatureOfPoliciesHasATest() throws IOException {
    var carriers = Carriers.in(ROOT);

    System.out.println("ConformanceTest: no test carries " + words(missing(TOLD, carriers)));
    assertThat(missing(PROVEN, carriers)).describedAs("Features that no test carries").isEmpty();
  }

  @Test
  void everyRowOfTheTableIsTrue() throws IOException {
    var carriers = Carriers.in(ROOT);
    if (Boolean.getBoolean("conformance.write")) {
      Files.writeString(TABLE, table(carriers));
    }

    var untrue = new TreeMap<Integer, SortedSet<String>>();
    for (var row : rows().entrySet()) {
      var gone = classes(row.getValue());
      gone.removeAll(classes(carriers.getOrDefault(row.getKey(), new TreeSet<>())));
      if (!gone.isEmpty()) {
        untrue.put(row.getKey(), gone);
      }
    }
    assertThat(untrue)
        .describedAs("Classes of which no test carries the number any more")
        .isEmpty();
    assertThat(rows().keySet()).containsAll(PROVEN);
  }

  /** A test that was only renamed within its class does not make the table false. */
  private static SortedSet<String> classes(Set<String> tests) {
    return tests.stream()
        .map(test -> test.replaceAll("\\..*", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String table(SortedMap<Integer, SortedSet<String>> carriers) {
    return carriers.entrySet().stream()
        .map(it -> "| " + feature(it.getKey()) + " | " + String.join(", ", it.getValue()) + " |\n")
        .collect(joining("", HEAD, ""));
  }

  private static SortedMap<Integer, SortedSet<String>> rows() throws IOException {
    var rows = new TreeMap<Integer, SortedSet<String>>();
    for (var line : Files.readAllLines(TABLE)) {
      var row = ROW.matcher(line);
      if (row.matches()) {
        rows.put(Integer.parseInt(row.group(1)), new TreeSet<>(List.of(row.group(2).split(", "))));
      }
    }
    return rows;
  }

  private static Set<Integer> missing(
      Set<Integer> numbers, SortedMap<Integer, SortedSet<String>> carriers) {
    var missing = new TreeSet<>(numbers);
    missing.removeAll(carriers.keySet());
    return missing;
  }

  private static String words(Set<Integer> numbers) {
    return numbers.stream().map(ConformanceTest::feature).collect(joining(" "));
  }

  private static String feature(int number) {
    return "F-%03d".formatted(number);
  }

  private static Set<Integer> numbers(int from, int to, int alsoFrom, int alsoTo) {
    var numbers = new TreeSet<Integer>();
    Stream.of(IntStream.rangeClosed(from, to), IntStream.rangeClosed(alsoFrom, alsoTo))
        .forEach(range -> range.forEach(numbers::add));
    return numbers;
  }
}
