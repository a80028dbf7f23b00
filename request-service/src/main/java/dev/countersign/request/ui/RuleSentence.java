package dev.countersign.request.ui;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** A line of the policy's trace as a sentence; what it does not know it repeats as it stands. */
final class RuleSentence {

  private static final String NUMBER = "(-?[0-9]{1,40}(?:\\.[0-9]{1,20})?)";

  private static final Pattern BAND =
      Pattern.compile(
          "amount " + NUMBER + " ([A-Z]{3}) is in \\[" + NUMBER + ", ?(?:" + NUMBER + "|∞)?\\)");

  private RuleSentence() {}

  static String of(String line) {
    var band = BAND.matcher(line);
    if (!band.matches()) {
      return sentence(line);
    }
    var currency = band.group(2);
    var start =
        "The amount, %s, is at least %s"
            .formatted(money(band.group(1), currency), money(band.group(3), currency));
    var end = band.group(4);
    return end == null ? start + "." : start + " and below " + money(end, currency) + ".";
  }

  private static String money(String number, String currency) {
    return Money.text(new BigDecimal(number), currency);
  }

  private static String sentence(String line) {
    if (line.isEmpty()) {
      return line;
    }
    var first = line.codePointAt(0);
    var start = new StringBuilder().appendCodePoint(Character.toUpperCase(first));
    var rest = line.substring(Character.charCount(first));
    return start + rest + (rest.endsWith(".") ? "" : ".");
  }
}
