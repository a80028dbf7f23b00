package dev.countersign.request.ui;

import dev.countersign.platform.page.Language;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * A line of the policy's trace as a sentence in the reader's language; what it does not know it
 * repeats as it stands, and that is English.
 */
final class RuleSentence {

  private static final String NUMBER = "(-?[0-9]{1,40}(?:\\.[0-9]{1,20})?)";

  private static final String EVERY_EVENT = "every event of this operation needs approval";

  private static final Pattern BAND =
      Pattern.compile(
          "amount " + NUMBER + " ([A-Z]{3}) is in \\[" + NUMBER + ", ?(?:" + NUMBER + "|∞)?\\)");

  private RuleSentence() {}

  static RequestPage.Rule of(String line, Tongue tongue) {
    var band = BAND.matcher(line);
    if (!band.matches()) {
      return line.equals(EVERY_EVENT)
          ? new RequestPage.Rule(tongue.said().everyEvent(), tongue.language().tag())
          : new RequestPage.Rule(sentence(line), Language.ENGLISH.tag());
    }
    var currency = band.group(2);
    var language = tongue.language();
    var amount = money(band.group(1), currency, language);
    var start = money(band.group(3), currency, language);
    var end = band.group(4);
    var sentence =
        end == null
            ? tongue.said().from(amount, start)
            : tongue.said().between(amount, start, money(end, currency, language));
    return new RequestPage.Rule(sentence, language.tag());
  }

  private static String money(String number, String currency, Language language) {
    return Money.text(new BigDecimal(number), currency, language);
  }

  private static String sentence(String line) {
    return line.isEmpty() ? line : Words.capital(line) + (line.endsWith(".") ? "" : ".");
  }
}
