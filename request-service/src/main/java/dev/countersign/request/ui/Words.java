package dev.countersign.request.ui;

import dev.countersign.request.core.Vote;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;

/** Codes and field names as words: {@code supplier_bank_detail_change}, {@code accountNumber}. */
final class Words {

  private Words() {}

  static String of(String code) {
    var spaced = code.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").replaceAll("[_./-]+", " ").strip();
    var lower =
        spaced.equals(spaced.toUpperCase(Locale.ROOT)) ? spaced : spaced.toLowerCase(Locale.ROOT);
    return lower.isEmpty() ? code : capital(lower);
  }

  static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  /** The constant of this name, for which there are words, unless it is newer than they are. */
  static <E extends Enum<E>> Optional<E> known(Class<E> type, String name) {
    return EnumSet.allOf(type).stream().filter(it -> it.name().equals(name)).findFirst();
  }

  /** Somebody's words inside a sentence of ours: neither can change the other's direction. */
  static String isolated(String text) {
    return "\u2068" + text.replaceAll("[\u202A-\u202E\u2066-\u2069]", "") + "\u2069";
  }

  /** What a person did by a vote. */
  static String verb(String vote, SaidWords words) {
    return known(Vote.class, vote).map(words::verb).orElseGet(() -> of(vote));
  }

  private static String listed(String line, SaidWords words) {
    var colon = line.indexOf(':');
    return colon < 0
        ? isolated(line)
        : words.listed(isolated(line.substring(0, colon)), isolated(line.substring(colon + 1)));
  }

  /** Whom a step asks: a role by its own name, anybody else by what they are. */
  static String asked(String key, SaidWords words) {
    var colon = key.indexOf(':');
    var rest = key.substring(colon + 1);
    return switch (colon < 0 ? "" : key.substring(0, colon)) {
      case "user" -> isolated(rest);
      case "group" -> words.group(isolated(rest));
      case "resolver" -> listed(rest, words);
      case "manager" ->
          rest.startsWith("MAKER") ? words.managerOfMaker() : words.managerOfApprover();
      default -> isolated(key);
    };
  }
}
