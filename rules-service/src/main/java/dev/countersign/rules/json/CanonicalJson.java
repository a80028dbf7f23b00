package dev.countersign.rules.json;

import dev.countersign.rules.core.Value;
import java.math.BigDecimal;
import java.util.TreeMap;

/**
 * The text under the payload digest: numbers as quoted plain decimals without trailing zeros, then
 * RFC 8785. With no number left, that is sorted keys and its string escapes, so it is written here
 * in one pass; a test holds it against the reference implementation.
 */
public final class CanonicalJson {

  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final StringBuilder out = new StringBuilder(128);

  private CanonicalJson() {}

  public static String of(Value value) {
    var writer = new CanonicalJson();
    writer.write(value);
    return writer.out.toString();
  }

  /** A number as the digest sees it. */
  public static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private void write(Value value) {
    switch (value) {
      case Value.Text(var text) -> quote(text);
      case Value.Decimal(var number) -> quote(plain(number));
      case Value.Bool(var truth) -> out.append(truth);
      case Value.Missing _ -> out.append("null");
      case Value.Items items -> writeItems(items);
      case Value.Fields fields -> writeFields(fields);
    }
  }

  private void writeItems(Value.Items items) {
    out.append('[');
    var separator = "";
    for (var item : items.items()) {
      out.append(separator);
      write(item);
      separator = ",";
    }
    out.append(']');
  }

  private void writeFields(Value.Fields fields) {
    out.append('{');
    var separator = "";
    // The natural order of strings is that of UTF-16 code units, as RFC 8785 wants it.
    for (var field : new TreeMap<>(fields.fields()).entrySet()) {
      out.append(separator);
      quote(field.getKey());
      out.append(':');
      write(field.getValue());
      separator = ",";
    }
    out.append('}');
  }

  private void quote(String text) {
    out.append('"');
    for (int index = 0; index < text.length(); index++) {
      var character = text.charAt(index);
      switch (character) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> plainOrEscaped(character);
      }
    }
    out.append('"');
  }

  private void plainOrEscaped(char character) {
    if (character < ' ') {
      out.append("\\u00").append(HEX[character >> 4]).append(HEX[character & 0xf]);
    } else {
      out.append(character);
    }
  }
}
