package dev.countersign.request.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+1",
        "+1",
        "-2",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\uFF1D1",
        "\uFF0B1",
        "\uFF0D1",
        "\uFF20x",
        " =1",
        ";=1",
        "\uFEFF=1",
        "\"=1",
        "|cmd",
        "'=1"
      })
  @DisplayName("OUT-07: what a spreadsheet would run gets an apostrophe before it")
  void formulasStartWithAnApostrophe(String formula) {
    assertThat(Csv.text(formula)).startsWith("\"'").endsWith("\"");
    assertThat(back(Csv.text(formula))).isEqualTo(formula);
  }

  @ParameterizedTest
  @ValueSource(strings = {"INV-1", "a=b", "3 - 2", "৳ 5", "x@y.example", "line\nbreak"})
  void plainWordsStayAsTheyAre(String words) {
    assertThat(Csv.text(words)).isEqualTo("\"" + words + "\"");
  }

  @Test
  void quotesAreDoubledAndNothingIsEmpty() {
    assertThat(Csv.text("say \"yes\"")).isEqualTo("\"say \"\"yes\"\"\"");
    assertThat(Csv.text(null)).isEmpty();
  }

  private static String back(String cell) {
    return cell.substring(2, cell.length() - 1).replace("\"\"", "\"");
  }
}
