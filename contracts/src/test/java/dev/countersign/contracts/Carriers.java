package dev.countersign.contracts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which tests carry which numbers of the feature list: in their display name, in their own name, or
 * in a comment above or inside of them. A number above a class is carried by the class.
 */
final class Carriers {

  private static final Pattern NUMBERS =
      Pattern.compile("F-?(\\d{3})(?:\\s*(?:…|to|\\.\\.\\.)\\s*F-?(\\d{3}))?");
  private static final Pattern CLASS = Pattern.compile("^(?:final |public )*class (\\w+)");
  private static final Pattern METHOD = Pattern.compile("^\\s+(?:public )?void (\\w+)\\(");

  private final SortedMap<Integer, SortedSet<String>> found = new TreeMap<>();

  /** Numbers, and the tests of all modules that carry them. */
  static SortedMap<Integer, SortedSet<String>> in(Path root) throws IOException {
    var carriers = new Carriers();
    for (var file : tests(root)) {
      carriers.read(file);
    }
    return carriers.found;
  }

  private static List<Path> tests(Path root) throws IOException {
    try (Stream<Path> files = Files.find(root, 20, (file, _) -> isTest(file))) {
      return files.sorted().toList();
    }
  }

  private static boolean isTest(Path file) {
    var path = file.toString();
    return path.contains("/src/test/java/")
        && path.endsWith("Test.java")
        && !path.contains("/target/")
        && !path.endsWith("ConformanceTest.java");
  }

  private void read(Path file) throws IOException {
    var waiting = new TreeSet<Integer>();
    var type = file.getFileName().toString().replace(".java", "");
    var carrier = type;
    for (var line : Files.readAllLines(file)) {
      var isClass = CLASS.matcher(line).find();
      var method = METHOD.matcher(line);
      if (isClass || method.find()) {
        carrier = isClass ? type : type + "." + method.group(1);
        waiting.addAll(numbers(line));
        note(waiting, carrier);
        waiting.clear();
      } else if (isAbove(line)) {
        waiting.addAll(numbers(line));
      } else {
        note(numbers(line), carrier);
      }
    }
  }

  /** Whether a line speaks of what comes after it. */
  private static boolean isAbove(String line) {
    var text = line.strip();
    return text.startsWith("@")
        || text.startsWith("/**")
        || text.startsWith("*")
        || text.startsWith("\"");
  }

  private void note(Iterable<Integer> numbers, String carrier) {
    for (int number : numbers) {
      found.computeIfAbsent(number, _ -> new TreeSet<>()).add(carrier);
    }
  }

  private static SortedSet<Integer> numbers(String line) {
    var numbers = new TreeSet<Integer>();
    var matcher = NUMBERS.matcher(line);
    while (matcher.find()) {
      var first = Integer.parseInt(matcher.group(1));
      var last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
      for (int number = first; number <= last; number++) {
        numbers.add(number);
      }
    }
    return numbers;
  }
}
