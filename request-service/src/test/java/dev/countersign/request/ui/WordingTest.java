package dev.countersign.request.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.countersign.platform.messaging.InvalidJson;
import dev.countersign.platform.messaging.Json;
import dev.countersign.platform.page.Language;
import dev.countersign.platform.testing.EmbeddedResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class WordingTest {

  private final Tongue english = new Tongue(Language.ENGLISH);

  private static final Instant NOW = Instant.parse("2026-03-02T04:15:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          350000      | BDT | 350,000.00 BDT
          0.5         | USD | 0.50 USD
          1234567     | JPY | 1,234,567 JPY
          1000.125    | BDT | 1,000.125 BDT
          -20         | EUR | -20.00 EUR
          5           | XQZ | 5 XQZ
          """)
  void amountsAreGroupedAndNeverRounded(BigDecimal amount, String currency, String text) {
    assertThat(Money.text(amount, currency, Language.ENGLISH)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "supplier_bank_detail_change, Supplier bank detail change",
    "accountNumber, Account number",
    "IBAN, IBAN",
    "invoice.lines, Invoice lines"
  })
  void codesBecomeWords(String code, String words) {
    assertThat(Words.of(code)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"clocks": {"timeout": "P1D", "calendar": "office"}}      | 1 business day (calendar office)
          {"clocks": {"timeout": "PT24H", "calendar": "office"}}    | 24 h of business time (calendar office)
          {"clocks": {"timeout": "P3D", "calendar": "o", "ladder": [{"after": "PT90M"}]}} | 1 h 30 min of business time (calendar o)
          {"rung": 1, "clocks": {"calendar": "o", "ladder": [{"after": "P1D"}, {"after": "P2D"}]}} | 2 business days (calendar o)
          """)
  @DisplayName("A-23 a step in a calendar is told how long it has, not until when")
  void businessTimeIsTold(String body, String words) {
    var json = Json.read(body.getBytes(StandardCharsets.UTF_8));

    assertThat(BusinessWords.of(json, english).orElseThrow().replaceAll("[\u2066-\u2069]", ""))
        .isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({
    "PT-2H, 2 h ago",
    "PT-90M, 1 h 30 min ago",
    "PT-20S, just now",
    "PT20S, in under a minute",
    "PT26H, in 1 d 2 h",
    "P7D, in 7 d",
    "P6DT23H, in 6 d 23 h"
  })
  void distancesNameTheirTwoLargestUnits(Duration distance, String text) {
    assertThat(Moment.of(NOW.plus(distance), NOW, english).relative()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "ENGLISH, '2 Mar 2026, 04:15 UTC'",
    "SPANISH, '2 mar 2026, 04:15 UTC'",
    "BENGALI, '2 মার্চ 2026, 04:15 UTC'"
  })
  void momentsNameTheirZone(Language language, String text) {
    assertThat(Moment.of(NOW, NOW, new Tongue(language)).absolute()).isEqualTo(text);
  }

  @Test
  @DisplayName("F-183: what a trace says is in English, and the page says so")
  void whatIsRepeatedIsMarkedAsEnglish() {
    var spanish = new Tongue(Language.SPANISH);

    assertThat(RuleSentence.of("branch is \"DHK\"", spanish))
        .isEqualTo(new RequestPage.Rule("Branch is \"DHK\".", "en"));
    assertThat(RuleSentence.of("amount 350000 BDT is in [200000, ∞)", spanish))
        .isEqualTo(
            new RequestPage.Rule(
                "El importe, 350\u202f000.00 BDT, es de 200\u202f000.00 BDT o más.", "es"));
  }

  @ParameterizedTest
  @CsvSource({"PT-1S, OVERDUE", "PT3H, URGENT", "PT4H, SOON", "PT24H, CALM"})
  void urgencyHasThreeDegreesAndOverdue(Duration left, Urgency urgency) {
    assertThat(Urgency.at(NOW.plus(left), NOW)).isEqualTo(urgency);
  }

  @Test
  void fieldsAreComparedLeafByLeaf() throws InvalidJson {
    var before = json("{\"amount\":\"100\",\"currency\":\"BDT\",\"account\":\"A\",\"note\":\"x\"}");
    var now =
        json("{\"amount\":\"250\",\"currency\":\"BDT\",\"account\":\"A\",\"lines\":[{\"sku\":7}]}");

    assertThat(new Fields(english).compare(before, now))
        .containsExactly(
            new Field("Amount", "250.00 BDT", "100.00 BDT", Field.Change.CHANGED),
            new Field("Currency", "BDT", "BDT", Field.Change.NONE),
            new Field("Account", "A", "A", Field.Change.NONE),
            new Field("Lines › 1 › Sku", "7", "", Field.Change.ADDED),
            new Field("Note", "", "x", Field.Change.REMOVED));
  }

  @Test
  void withoutAnEarlierRevisionNothingCountsAsChanged() throws InvalidJson {
    assertThat(
            new Fields(english)
                .compare(MissingNode.getInstance(), json("{\"a\":true,\"b\":null,\"c\":1E+2}")))
        .containsExactly(
            new Field("A", "yes", "", Field.Change.NONE),
            new Field("B", "none", "", Field.Change.NONE),
            new Field("C", "100", "", Field.Change.NONE));
  }

  @Test
  void whatIsMaterialIsNotSaidTwice() throws InvalidJson {
    var data = json("{\"amount\":\"5\",\"branch\":\"DHK\"}");

    assertThat(new Fields(english).beyond(json("{\"amount\":\"5\"}"), data))
        .containsExactly(new Field("Branch", "DHK", "", Field.Change.NONE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          amount 350000 BDT is in [200000, 500000) | The amount, 350,000.00 BDT, is at least 200,000.00 BDT and below 500,000.00 BDT.
          amount 2400000 BDT is in [2000000, ∞)    | The amount, 2,400,000.00 BDT, is at least 2,000,000.00 BDT.
          every event of this operation needs approval | Every event of this operation needs approval.
          <b>x</b> | <b>x</b>.
          """)
  void rulesReadAsSentences(String text, String sentence) {
    assertThat(RuleSentence.of(text, english).text()).isEqualTo(sentence);
  }

  @Test
  void aHugeExponentStaysShort() throws InvalidJson {
    assertThat(
            new Fields(english)
                .beyond(MissingNode.getInstance(), json("{\"n\":1E+900}"))
                .getFirst()
                .value())
        .hasSizeLessThan(20);
  }

  @Test
  void foreignWordsCannotTurnASentenceAround() {
    assertThat(Words.isolated("a\u202Eb\u2069c")).isEqualTo("\u2068abc\u2069");
  }

  private static JsonNode json(String text) throws InvalidJson {
    return Json.read(text.getBytes(StandardCharsets.UTF_8));
  }
}
