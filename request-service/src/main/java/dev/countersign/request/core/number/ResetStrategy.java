package dev.countersign.request.core.number;

import java.time.YearMonth;
import java.util.Set;

/** When a sequence counts from one again (F-174). */
public enum ResetStrategy {
  NEVER,
  YEARLY,
  MONTHLY;

  /** The period whose counter a number of this month belongs to. */
  public Period periodOf(YearMonth month) {
    return switch (this) {
      case NEVER -> Period.ALWAYS;
      case YEARLY -> new Period(Token.YYYY.render(month));
      case MONTHLY -> new Period(month.toString());
    };
  }

  /** C-21: a counter may start again only where the number shows that it is another period. */
  boolean isShownBy(Set<Token> tokens) {
    var year = tokens.stream().anyMatch(Token::isYear);
    return switch (this) {
      case NEVER -> true;
      case YEARLY -> year;
      case MONTHLY -> year && tokens.contains(Token.MM);
    };
  }
}
