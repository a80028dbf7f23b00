package dev.countersign.platform.page;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A language the pages are in. Another one is a constant here and a file beside every bundle of
 * messages. Digits are those that a form takes, whatever the language.
 */
public enum Language {
  ENGLISH("en", "English", ','),

  /** A comma or a point would be read in opposite ways in Madrid and in Mexico; a space is not. */
  SPANISH("es", "Español", '\u202f'),
  BENGALI("bn", "বাংলা", ',');

  /** Longer than what any browser sends. */
  private static final int LONGEST = 1000;

  private static final List<Locale> LOCALES =
      Arrays.stream(values()).map(Language::locale).toList();

  private final String tag;
  private final String ownName;
  private final Locale locale;
  private final char grouping;
  private final DateTimeFormatter days;

  Language(String tag, String ownName, char grouping) {
    this.tag = tag;
    this.ownName = ownName;
    this.locale = Locale.of(tag);
    this.grouping = grouping;
    this.days = DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(locale);
  }

  /** As a page and a browser name it, such as {@code es}. */
  public String tag() {
    return tag;
  }

  /** As those call it who speak it. */
  public String ownName() {
    return ownName;
  }

  public Locale locale() {
    return locale;
  }

  /** An amount as it stands in a sentence; a form has it without what groups its digits. */
  public String amount(BigDecimal amount) {
    return new DecimalFormat("#,##0.##########", symbols()).format(amount);
  }

  /** What stands between the digits of an amount. */
  public DecimalFormatSymbols symbols() {
    var symbols = DecimalFormatSymbols.getInstance(Locale.ROOT);
    symbols.setGroupingSeparator(grouping);
    return symbols;
  }

  public String day(LocalDate day) {
    return days.format(day);
  }

  /** The language of exactly that name. */
  static Optional<Language> named(@Nullable String tag) {
    return Arrays.stream(values()).filter(it -> it.tag.equals(tag)).findFirst();
  }

  /** What the person chose, else what their browser prefers, else English. */
  static Language of(@Nullable String chosen, @Nullable String accepted) {
    return named(chosen).or(() -> preferred(accepted)).orElse(ENGLISH);
  }

  private static Optional<Language> preferred(@Nullable String accepted) {
    if (accepted == null || accepted.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      var wanted = LanguageRange.parse(accepted).stream().filter(it -> it.getWeight() > 0).toList();
      return Optional.ofNullable(Locale.lookup(wanted, LOCALES))
          .flatMap(it -> named(it.getLanguage()));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
