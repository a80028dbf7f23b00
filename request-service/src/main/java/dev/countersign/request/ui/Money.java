package dev.countersign.request.ui;

import dev.countersign.platform.page.Language;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/** An amount as people read it: {@code 350,000.00 BDT}. */
public record Money(String number, String currency) {

  static @Nullable Money ofNullable(
      @Nullable BigDecimal amount, @Nullable String currency, Language language) {
    return amount == null ? null : of(amount, currency == null ? "" : currency, language);
  }

  private static Money of(BigDecimal amount, String currency, Language language) {
    // Digits beyond the currency's own are kept: an approver must never see a rounded amount.
    var digits = Math.max(minorDigits(currency), amount.stripTrailingZeros().scale());
    var format = new DecimalFormat("#,##0", language.symbols());
    format.setMinimumFractionDigits(digits);
    format.setMaximumFractionDigits(digits);
    format.setRoundingMode(RoundingMode.UNNECESSARY);
    return new Money(format.format(amount), currency);
  }

  static String text(BigDecimal amount, String currency, Language language) {
    return of(amount, currency, language).text();
  }

  public String text() {
    return (number + " " + currency).strip();
  }

  private static int minorDigits(String currency) {
    return Currency.getAvailableCurrencies().stream()
        .filter(known -> known.getCurrencyCode().equals(currency))
        .mapToInt(known -> Math.max(0, known.getDefaultFractionDigits()))
        .findFirst()
        .orElse(0);
  }
}
