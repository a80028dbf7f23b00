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

  static ChildDied of(String name, String how, List<String> lastLines, Path log) {
    String end = lastLines.isEmpty() ? "" : "\n  " + String.join("\n  ", lastLines);
    return new ChildDied("%s %s; its log (%s) ends:%s".formatted(name, how, log, end));
  }
}
