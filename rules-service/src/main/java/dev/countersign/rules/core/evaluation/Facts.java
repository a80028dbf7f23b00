package dev.countersign.rules.core.evaluation;

import dev.countersign.rules.core.Path;
import dev.countersign.rules.core.Value;
import dev.countersign.rules.core.condition.ContextField;
import dev.countersign.rules.core.condition.FactSource;
import dev.countersign.rules.core.money.AmountReading;
import dev.countersign.rules.core.money.Currencies;
import dev.countersign.rules.core.money.SignRule;
import dev.countersign.rules.core.operation.FactPaths;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;

/**
 * The facts of an event that rules and people use. A text that cannot stand in a row or on a page
 * (blank, endless, with control characters) is as good as absent.
 */
public record Facts(
    MakerFinding maker,
    Optional<String> makerReason,
    Value amount,
    Value currency,
    Optional<String> branch) {

  private static final int LONGEST_REASON = 2000;
  private static final int LONGEST_NAME = 200;

  public static Facts of(Event event, FactPaths paths) {
    var data = event.data();
    return new Facts(
        MakerFinding.of(event, paths),
        text(paths.makerReason(), data, LONGEST_REASON),
        paths.amount().in(data),
        paths.currency().in(data),
        text(paths.branch(), data, LONGEST_NAME));
  }

  /** The same facts, those who gain by the event among its makers. */
  Facts withBeneficiaries(List<Path> paths, Value data) {
    return new Facts(MakerFinding.with(maker, paths, data), makerReason, amount, currency, branch);
  }

  /** The same facts with a reason of the maker: for whoever asks what else would happen. */
  public Facts withMakerReason(String reason) {
    return new Facts(maker, Optional.of(reason), amount, currency, branch);
  }

  /** What conditions read: these facts by the names they have everywhere, and the data. */
  FactSource source(Value data) {
    var context = new EnumMap<ContextField, Value>(ContextField.class);
    context.put(ContextField.AMOUNT, amount);
    context.put(ContextField.CURRENCY, currency);
    branch.ifPresent(it -> context.put(ContextField.LOC_CODE, new Value.Text(it)));
    if (maker instanceof MakerFinding.Known(var person, _)) {
      context.put(ContextField.MAKER, new Value.Text(person.value()));
    }
    return FactSource.of(context, data);
  }

  /** The currency, if it is one: an ISO 4217 code in upper case. */
  public Optional<String> currencyCode() {
    return currency instanceof Value.Text(var code) && Currencies.isKnown(code)
        ? Optional.of(code)
        : Optional.empty();
  }

  /** The amount as one of the currency; without a currency there is no telling its scale. */
  AmountReading amountIn(String currencyCode, SignRule signRule) {
    return AmountReading.read(amount, Currencies.minorUnits(currencyCode).orElseThrow(), signRule);
  }

  private static Optional<String> text(Path path, Value data, int longest) {
    return path.in(data) instanceof Value.Text(var text) && isUsable(text, longest)
        ? Optional.of(text)
        : Optional.empty();
  }

  static boolean isName(String text) {
    return isUsable(text, LONGEST_NAME);
  }

  private static boolean isUsable(String text, int longest) {
    return text.length() <= longest && !text.isBlank() && text.chars().noneMatch(Facts::isControl);
  }

  private static boolean isControl(int character) {
    return Character.isISOControl(character)
        && character != '\n'
        && character != '\r'
        && character != '\t';
  }
}
