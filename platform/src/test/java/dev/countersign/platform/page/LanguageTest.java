package dev.countersign.platform.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** F-183: which language a page is in, and how it writes a number and a day. */
class LanguageTest {

  @ParameterizedTest(name = "F-183: chosen {0}, preferred {1}: {2}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "-  | -                              | ENGLISH",
        "-  | ''                             | ENGLISH",
        "-  | es-MX                          | SPANISH",
        "-  | bn-BD,bn;q=0.9,en;q=0.5        | BENGALI",
        "-  | fr-FR,fr;q=0.9,es;q=0.8,en;q=0.7 | SPANISH",
        "-  | en;q=0.3, es;q=0.4             | SPANISH",
        "-  | es;q=0, bn;q=0.1               | BENGALI",
        "-  | es;q=0                         | ENGLISH",
        "-  | *                              | ENGLISH",
        "-  | de, *;q=0.5                    | ENGLISH",
        "-  | EN-us, es                      | ENGLISH",
        "-  | es;q=many                      | ENGLISH",
        "-  | ;;,,=                          | ENGLISH",
        "bn | es-MX                          | BENGALI",
        "en | es-MX                          | ENGLISH",
        "fr | es-MX                          | SPANISH",
        "ES | -                              | ENGLISH",
        "'' | es                             | SPANISH",
      })
  void languageIsChosenOrPreferred(String chosen, String preferred, Language language) {
    assertThat(Language.of(chosen, preferred)).isEqualTo(language);
  }

  @Test
  void endlessPreferenceIsNone() {
    assertThat(Language.of(null, "es," + "x-y,".repeat(1000))).isEqualTo(Language.ENGLISH);
  }

  @Test
  @DisplayName("F-183: digits are those a form takes, and no reader takes a thousand for a one")
  void amountIsReadAlikeEverywhere() {
    var amount = new BigDecimal("1250000.50");

    assertThat(Language.ENGLISH.amount(amount)).isEqualTo("1,250,000.5");
    assertThat(Language.SPANISH.amount(amount)).isEqualTo("1\u202f250\u202f000.5");
    assertThat(Language.BENGALI.amount(amount)).isEqualTo("1,250,000.5");
  }

  @Test
  void dayIsWrittenInTheLanguage() {
    var day = LocalDate.of(2026, 3, 31);

    assertThat(Language.ENGLISH.day(day)).isEqualTo("Mar 31, 2026");
    assertThat(Language.SPANISH.day(day)).isEqualTo("31 mar 2026");
    assertThat(Language.BENGALI.day(day)).isEqualTo("31 মার্চ, 2026");
  }
}
