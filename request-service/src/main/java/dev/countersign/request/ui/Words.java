package dev.countersign.request.ui;

import java.util.Locale;

/** Codes and field names as words: {@code supplier_bank_detail_change}, {@code accountNumber}. */
final class Words {

  private Words() {}

  static String of(String code) {
    var spaced = code.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").replaceAll("[_./-]+", " ").strip();
    var lower =
        spaced.equals(spaced.toUpperCase(Locale.ROOT)) ? spaced : spaced.toLowerCase(Locale.ROOT);
    return lower.isEmpty() ? code : Character.toUpperCase(lower.charAt(0)) + lower.substring(1);
  }

  /** Somebody's words inside a sentence of ours: neither can change the other's direction. */
  static String isolated(String text) {
    return "\u2068" + text.replaceAll("[\u202A-\u202E\u2066-\u2069]", "") + "\u2069";
  }

  static String count(long number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }
}
