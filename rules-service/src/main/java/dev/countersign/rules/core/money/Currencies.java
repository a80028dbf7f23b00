package dev.countersign.rules.core.money;

import java.util.Currency;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** The ISO 4217 codes one can pay in, and their minor units. */
public final class Currencies {

  private static final Map<String, Integer> MINOR_UNITS =
      Currency.getAvailableCurrencies().stream()
          // XXX, gold and the like have no minor unit: nobody pays in them.
          .filter(currency -> currency.getDefaultFractionDigits() >= 0)
          .collect(
              Collectors.toUnmodifiableMap(
                  Currency::getCurrencyCode, Currency::getDefaultFractionDigits));

  private Currencies() {}

  /** Decimals of the currency; empty for a code that is unknown or not written in upper case. */
  public static OptionalInt minorUnits(String code) {
    var units = MINOR_UNITS.get(code);
    return units == null ? OptionalInt.empty() : OptionalInt.of(units);
  }

  public static boolean isKnown(String code) {
    return MINOR_UNITS.containsKey(code);
  }
}
