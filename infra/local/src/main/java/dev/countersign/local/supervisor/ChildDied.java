package dev.countersign.local.supervisor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A child ended before it could be used. The message holds the end of its log. */
final class ChildDied extends IOException {

  private static final long serialVersionUID = 1;

  private ChildDied(String message) {
    super(message);
  }

  static ChildDied before(String name, int status, List<String> lastLines, Path log) {
    String end = lastLines.isEmpty() ? "" : "\n  " + String.join("\n  ", lastLines);
    return new ChildDied(
        "%s ended with status %d before it was ready; its log (%s) ends:%s"
            .formatted(name, status, log, end));
  }
}
