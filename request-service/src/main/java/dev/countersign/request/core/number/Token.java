package dev.countersign.request.core.number;

import java.time.YearMonth;
import java.util.Locale;

/** A part of a prefix that follows the calendar, written in braces: {@code INV-{YYYY}-}. */
public enum Token {
  YYYY(4),
  YY(2),
  MM(2);

  private final int digits;

  Token(int digits) {
    this.digits = digits;
  }

  int digits() {
    return digits;
  }

  boolean isYear() {
    return this != MM;
  }

  String render(YearMonth month) {
    return switch (this) {
      case YYYY -> String.format(Locale.ROOT, "%04d", month.getYear());
      case YY -> String.format(Locale.ROOT, "%02d", month.getYear() % 100);
      case MM -> String.format(Locale.ROOT, "%02d", month.getMonthValue());
    };
  }
}
