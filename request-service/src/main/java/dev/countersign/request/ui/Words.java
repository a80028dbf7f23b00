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

  /** What a person did by a vote. */
  static String verb(String vote) {
    return switch (vote) {
      case "APPROVE" -> "approved";
      case "REJECT" -> "rejected";
      case "REQUEST_CHANGES" -> "asked for changes";
      case "ABSTAIN" -> "abstained";
      default -> of(vote);
    };
  }

  private static String listed(String line) {
    var colon = line.indexOf(':');
    return colon < 0
        ? isolated(line)
        : "whom %s lists for %s"
            .formatted(isolated(line.substring(0, colon)), isolated(line.substring(colon + 1)));
  }

  /** Whom a step asks: a role by its own name, anybody else by what they are. */
  static String asked(String key) {
    var colon = key.indexOf(':');
    var rest = key.substring(colon + 1);
    return switch (colon < 0 ? "" : key.substring(0, colon)) {
      case "user" -> isolated(rest);
      case "group" -> "the group " + isolated(rest);
      case "resolver" -> listed(rest);
      case "manager" ->
          rest.startsWith("MAKER") ? "the maker's manager" : "the manager of the approvers before";
      default -> isolated(key);
    };
  }
}
