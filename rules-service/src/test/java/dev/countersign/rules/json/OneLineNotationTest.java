package dev.countersign.rules.json;

import static dev.countersign.rules.json.Conditions.condition;
import static dev.countersign.rules.json.Conditions.problems;
import static dev.countersign.rules.json.Conditions.test;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.rules.core.condition.ConditionProblem;
import dev.countersign.rules.core.condition.Notation;
import dev.countersign.rules.core.condition.Truth;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conditions in one line, and the facts derived from two others. */
class OneLineNotationTest {

  @ParameterizedTest(name = "{0}: {1} of {2} is {3}")
  @DisplayName("F-054 F-057 F-058 F-059 C-03: one line, derived facts, edges")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          F-054 | amount >= 500                 | {"amount": 500}              | TRUE
          F-054 | amount >= 500                 | {"amount": "499.99"}         | FALSE
          F-056 | invoice.subtotal > 500        | {"invoice": {"subtotal": 500}} | FALSE
          C-03  | amount > 500                  | {"amount": 500.01}           | TRUE
          F-058 | amount > 500                  | {}                           | MISSING
          F-044 | amount between 5 and 9        | {"amount": 9}                | TRUE
          F-044 | amount between 5,9            | {"amount": 9.01}             | FALSE
          F-032 | currency == USD               | {"currency": "USD"}          | TRUE
          F-042 | currency in USD, EUR          | {"currency": "EUR"}          | TRUE
          F-046 | iban is_not_empty             | {"iban": "DE89"}             | TRUE
          F-038 | note contains very urgent     | {"note": "a very urgent one"} | TRUE
          F-059 | amount > 25% of invoice.total | {"amount": 25, "invoice": {"total": 100}} | FALSE
          F-059 | amount > 25% of invoice.total | {"amount": 25.01, "invoice": {"total": "100.00"}} | TRUE
          F-059 | amount > 33.3% of total       | {"amount": 0.34, "total": 1} | TRUE
          F-059 | amount > 25% of total         | {"amount": 25}               | MISSING
          F-059 | amount > 25% of total         | {"amount": 25, "total": "x"} | MALFORMED
          F-059 | amount > credit.limit         | {"amount": 2, "credit": {"limit": 1}} | TRUE
          F-057 | a -> b crosses 100, 500       | {"a": 99, "b": 100}          | TRUE
          F-057 | a -> b crosses 100, 500       | {"a": 100, "b": 499.99}      | FALSE
          F-057 | a -> b crosses up 100         | {"a": 100, "b": 99}          | FALSE
          F-057 | a -> b crosses down 100       | {"a": 100, "b": 99}          | TRUE
          F-057 | a -> b crosses up free, pro, max | {"a": "free", "b": "max"} | TRUE
          F-057 | a -> b crosses free, pro, max | {"a": "pro", "b": "pro"}     | FALSE
          F-057 | a -> b crosses free, pro, max | {"a": "pro", "b": "gold"}    | MALFORMED
          F-057 | a -> b crosses free, pro, max | {"b": "pro"}                 | MISSING
          """)
  void oneLine(String id, String condition, String data, Truth truth) {
    assertThat(test(condition, data)).describedAs(id).isEqualTo(truth);
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("F-050: what is no line")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          amount                      | NOT_A_CONDITION
          amount>=500                 | NOT_A_CONDITION
          amount != 500               | OPERATOR_SYMBOL_REFUSED
          amount &gt; 500             | OPERATOR_ESCAPED
          amount >= 5OO               | VALUE_INVALID
          amount >= 1,000             | VALUE_INVALID
          amount > currency           | TYPE_MISMATCH
          amount > 5% of currency     | TYPE_MISMATCH
          a -> b crosses              | NOT_A_CONDITION
          a -> b crosses 5, 1         | NOT_A_CONDITION
          a -> b crosses up           | NOT_A_CONDITION
          a -> b crosses free, free   | NOT_A_CONDITION
          a..b -> c crosses 5         | FIELD_INVALID
          """)
  void whatIsNoLine(String text, ConditionProblem.Code code) {
    assertThat(problems(text)).first().returns(code, ConditionProblem::code);
  }

  @Test
  @DisplayName("C-06: the line stays beside what was compiled")
  void theLineStays() {
    assertThat(condition("amount >= 500").source().notation()).isEqualTo(Notation.ONE_LINE);
    assertThat(condition("amount >= 500")).hasToString("amount >= 500");
  }
}
