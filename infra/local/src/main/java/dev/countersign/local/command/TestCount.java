package dev.countersign.local.command;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many tests passed, failed and were skipped, summed over the reports of all modules. */
record TestCount(int passed, int failed, int skipped) {

  private static final Pattern SUITE = Pattern.compile("<testsuite [^>]*>", Pattern.DOTALL);
  private static final List<String> FOLDERS = List.of("surefire-reports", "failsafe-reports");

  static TestCount since(Instant begin, Path repository) throws IOException {
    TestCount sum = new TestCount(0, 0, 0);
    for (Path report : reports(begin, repository)) {
      sum = sum.plus(of(Files.readString(report)));
    }
    return sum;
  }

  /** Reads one report; the counts stand in the attributes of its first element. */
  static TestCount of(String report) {
    Matcher suite = SUITE.matcher(report);
    if (!suite.find()) {
      return new TestCount(0, 0, 0);
    }
    int failed = number(suite.group(), "failures") + number(suite.group(), "errors");
    int skipped = number(suite.group(), "skipped");
    return new TestCount(number(suite.group(), "tests") - failed - skipped, failed, skipped);
  }

  private TestCount plus(TestCount other) {
    return new TestCount(passed + other.passed, failed + other.failed, skipped + other.skipped);
  }

  @Override
  public String toString() {
    return "%d passed, %d failed, %d skipped".formatted(passed, failed, skipped);
  }

  private static int number(String element, String attribute) {
    Matcher found = Pattern.compile("\\s" + attribute + "=\"(\\d+)\"").matcher(element);
    return found.find() ? Integer.parseInt(found.group(1)) : 0;
  }

  private static List<Path> reports(Instant begin, Path repository) throws IOException {
    List<Path> reports = new ArrayList<>();
    Files.walkFileTree(
        repository,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = folder.getFileName().toString();
            boolean hidden = name.startsWith(".") && !folder.equals(repository);
            return hidden || name.equals("src")
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (isReport(file) && attributes.lastModifiedTime().toInstant().isAfter(begin)) {
              reports.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return reports;
  }

  private static boolean isReport(Path file) {
    String name = file.getFileName().toString();
    Path folder = file.toAbsolutePath().getParent();
    return folder != null
        && FOLDERS.contains(folder.getFileName().toString())
        && name.startsWith("TEST-")
        && name.endsWith(".xml");
  }
}
