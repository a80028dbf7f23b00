package dev.countersign.request.rest;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lines as RFC 4180 has them. A text that a spreadsheet would take for a formula gets an apostrophe
 * before it (OUT-07): the cell then shows the text, and whoever wants it back drops the apostrophe.
 */
final class Csv {
  /** What starts a formula somewhere: the usual signs, and their full-width twins. */
  private static final String SIGNS = "=+-@|%\t\r\n\uFF1D\uFF0B\uFF0D\uFF20\uFF05\uFF5C\u2212";

  /** What spreadsheets skip, or split a cell at, before they look. */
  private static final String SKIPPED = " ;,'\"\u00A0\u3000\uFEFF\u200B\u200E\u200F";

  private Csv() {}

  static String line(List<String> cells) {
    return cells.stream().collect(Collectors.joining(",", "", "\r\n"));
  }

  /** Somebody's words, always quoted. */
  static String text(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return "";
    }
    var safe = isFormula(text) ? "'" + text : text;
    return "\"" + safe.replace("\"", "\"\"") + "\"";
  }

  /** What we write ourselves and what cannot be a formula: ids, numbers, instants. */
  static String plain(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  /** An apostrophe of the text's own is kept apart from ours by a second one. */
  private static boolean isFormula(String text) {
    var first = text.codePoints().dropWhile(it -> SKIPPED.indexOf(it) >= 0).findFirst();
    return text.startsWith("'") || (first.isPresent() && SIGNS.indexOf(first.getAsInt()) >= 0);
  }
}
