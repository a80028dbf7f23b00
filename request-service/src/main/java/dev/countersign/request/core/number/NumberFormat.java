package dev.countersign.request.core.number;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a number looks like (F-171, F-172): a prefix of text and calendar tokens, then the counter
 * with leading zeros up to {@code padding} digits.
 */
public record NumberFormat(List<Part> parts, int padding) {
  static final int LONGEST_PREFIX = 40;
  static final int MOST_PADDING = 12;

  private static final String BRANCH = "BRANCH";
  private static final Pattern PIECE =
      Pattern.compile("\\{(YYYY|YY|MM|BRANCH)}|([A-Za-z0-9_./ #-]+)");

  public NumberFormat {
    parts = List.copyOf(parts);
  }

  /** Reads a prefix, or nothing if it has a character or token that no prefix may have. */
  public static Optional<NumberFormat> parse(String prefix, Branch branch, int padding) {
    if (prefix.length() > LONGEST_PREFIX || padding < 1 || padding > MOST_PADDING) {
      return Optional.empty();
    }
    var parts = new ArrayList<Part>();
    var pieces = PIECE.matcher(prefix);
    var read = 0;
    while (pieces.find() && pieces.start() == read) {
      parts.add(part(pieces, branch));
      read = pieces.end();
    }
    return read == prefix.length()
        ? Optional.of(new NumberFormat(parts, padding))
        : Optional.empty();
  }

  private static Part part(Matcher piece, Branch branch) {
    if (piece.group(1) == null) {
      return new Part.Text(piece.group(2));
    }
    return piece.group(1).equals(BRANCH)
        ? new Part.Text(branch.code())
        : new Part.Calendar(Token.valueOf(piece.group(1)));
  }

  public String render(YearMonth month, long value) {
    var digits = Long.toString(value);
    var zeros = "0".repeat(Math.max(0, padding - digits.length()));
    return prefix(month) + zeros + digits;
  }

  private String prefix(YearMonth month) {
    return parts.stream()
        .map(part ->
            switch (part) {
              case Part.Text(var text) -> text;
              case Part.Calendar(var token) -> token.render(month);
            })
        .collect(Collectors.joining());
  }

  public boolean followsTheCalendar() {
    return !tokens().isEmpty();
  }

  Set<Token> tokens() {
    return parts.stream()
        .flatMap(part ->
            switch (part) {
              case Part.Text _ -> Stream.<Token>empty();
              case Part.Calendar(var token) -> Stream.of(token);
            })
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Every number that this format can still render from this month on, as a regular expression that
   * PostgreSQL and Java read alike; its one group is the counter.
   */
  public String stillRendered(ResetStrategy reset, YearMonth month) {
    return parts.stream()
        .map(part ->
            switch (part) {
              case Part.Text(var text) -> text.replaceAll("([^A-Za-z0-9])", "[$1]");
              case Part.Calendar(var token) ->
                  token.isYear() || reset == ResetStrategy.MONTHLY
                      ? token.render(month)
                      : "[0-9]{" + token.digits() + "}";
            })
        .collect(Collectors.joining("", "^", "([0-9]{" + padding + ",})$"));
  }

  /** Whether some number could be rendered by both formats, whatever the dates. */
  public boolean canMeet(NumberFormat other) {
    return Shape.of(this).canMeet(Shape.of(other));
  }
}
