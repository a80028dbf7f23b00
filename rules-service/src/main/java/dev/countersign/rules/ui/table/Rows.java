package dev.countersign.rules.ui.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Between the text of a field and the value of a setting. */
final class Rows {

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  private Rows() {}

  /** The number a field says, or -1. */
  static int number(String text) {
    return NUMBER.matcher(text).matches() ? Integer.parseInt(text) : -1;
  }

  /** What is no number goes in as it is, so that the reader refuses it with its place. */
  static void putNumber(ObjectNode node, String name, String text) {
    var number = number(text);
    if (number < 0) {
      node.put(name, text);
    } else {
      node.put(name, number);
    }
  }

  static void putText(ObjectNode node, String name, String text) {
    if (text.isEmpty()) {
      node.remove(name);
    } else {
      node.put(name, text);
    }
  }

  /** A text as a form sends it back. */
  static String typed(String text) {
    return text.replace("\r\n", "\n").strip();
  }

  /** A condition as its author would write it into a field. */
  static String condition(@Nullable JsonNode node) {
    return node == null || node.isNull()
        ? ""
        : typed(node.isTextual() ? node.textValue() : node.toString());
  }
}
