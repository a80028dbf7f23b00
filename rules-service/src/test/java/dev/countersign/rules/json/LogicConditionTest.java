package dev.countersign.rules.json;

import static dev.countersign.rules.json.Conditions.condition;
import static dev.countersign.rules.json.Conditions.problems;
import static dev.countersign.rules.json.Conditions.test;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.rules.core.condition.Condition;
import dev.countersign.rules.core.condition.ConditionProblem;
import dev.countersign.rules.core.condition.Truth;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JSON Logic as conditions: what is open stays open, and simple tests are found. */
class LogicConditionTest {

  @ParameterizedTest(name = "{0} of {1} is {2}")
  @DisplayName("F-053 C-07: conditions in JSON Logic, open where a fact is missing or unfit")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {">=": [{"var": "a"}, 10000]}                             | {"a": "10000.00"} | TRUE
          {">=": [{"var": "a"}, 10000]}                             | {}                | MISSING
          {">=": [{"var": "a"}, 10000]}                             | {"a": "much"}     | MALFORMED
          {">=": [{"var": ["a", 0]}, 10000]}                        | {}                | FALSE
          {"<": [10, {"var": "a"}]}                                 | {"a": 11}         | TRUE
          {"<": ["9", {"var": "a"}]}                                | {"a": "10"}       | TRUE
          {"<": [1, {"var": "a"}, 3]}                               | {"a": 3}          | FALSE
          {"<=": [1, {"var": "a"}, 3]}                              | {"a": 3}          | TRUE
          {"!": {"var": "a"}}                                       | {}                | TRUE
          {"!!": {"var": "a"}}                                      | {}                | FALSE
          {"var": "a"}                                              | {}                | MISSING
          {"==": [{"var": "a"}, null]}                              | {}                | TRUE
          {"==": [{"var": "a"}, "x"]}                               | {}                | MISSING
          {"!=": [{"var": "a"}, "x"]}                               | {}                | MISSING
          {"or": [{"==": [{"var": "a"}, 1]}, {"==": [{"var": "b"}, 2]}]} | {"b": 2}     | TRUE
          {"and": [{"==": [{"var": "a"}, 1]}, {"==": [{"var": "b"}, 2]}]} | {"b": 3}    | FALSE
          {"in": [{"var": "a"}, ["x", "y"]]}                        | {"a": "y"}        | TRUE
          {"in": ["x", {"var": "a"}]}                               | {"a": ["x"]}      | TRUE
          {"some": [{"var": "l"}, {">": [{"var": "p"}, 5]}]}        | {"l": [{"p": 6}]} | TRUE
          {"some": [{"var": "l"}, {">": [{"var": "p"}, 5]}]}        | {"l": [{}]}       | MISSING
          {">": [{"reduce": [{"var": "l"}, {"+": [{"var": "current"}, {"var": "accumulator"}]}, 0]}, 10]} | {"l": [4, 7]} | TRUE
          {">": [{"+": [0.1, 0.2]}, 0.3]}                           | {}                | FALSE
          {"==": [{"+": [{"var": "a"}, 0.2]}, 0.3]}                 | {"a": 0.1}        | TRUE
          {">": [{"/": [{"var": "a"}, 0]}, 1]}                      | {"a": 1}          | MALFORMED
          {">": [{"var": "a"}, {"*": [{"var": "b"}, 0.25]}]}        | {"a": 26, "b": 100} | TRUE
          {">": [{"var": "a"}, {"*": [0.25, {"var": "b"}]}]}        | {"a": 25, "b": 100} | FALSE
          {"==": [{"??": [{"var": "a"}, {"var": "b"}, 7]}, 7]}      | {}                | TRUE
          {"exists": ["a", "b"]}                                    | {"a": {"b": 0}}   | TRUE
          {"exists": "a"}                                           | {}                | FALSE
          {"==": [{"val": ["a", "b"]}, 4]}                          | {"a": {"b": 4}}   | TRUE
          {">": [{"length": {"var": "a"}}, 2]}                      | {"a": [1, 2, 3]}  | TRUE
          {"==": [{"length": {"var": "a"}}, 2]}                     | {"a": "żó"}       | TRUE
          {"in": [{"var": "a"}, {"preserve": ["x", "y"]}]}          | {"a": "x"}        | TRUE
          {"starts_with": [{"var": "a"}, "PO-"]}                    | {"a": "PO-1"}     | TRUE
          {"ends_with": [{"cat": [{"var": "a"}, "!"]}, "h!"]}       | {"a": "RUSh"}     | TRUE
          {"contains": [{"var": "a"}, "x"]}                         | {"a": ["x"]}      | TRUE
          {"between": [{"+": [{"var": "a"}, 1]}, 2, 3]}             | {"a": 2}          | TRUE
          {"between": [{"var": "a"}, 2, 3]}                         | {"a": 3.01}       | FALSE
          {"is_empty": {"var": "a"}}                                | {"a": "  "}       | TRUE
          {"is_empty": {"var": "a"}}                                | {}                | TRUE
          {"crosses_up": [{"var": "a"}, {"var": "b"}, ["free", "pro"]]} | {"a": "free", "b": "pro"} | TRUE
          {"crosses_down": [{"var": "a"}, {"var": "b"}, [10, 20]]}  | {"a": 10, "b": 9.99} | TRUE
          {"crosses": [{"var": "a"}, {"var": "b"}, [10, 20]]}       | {"a": 10, "b": 19} | FALSE
          true                                                      | {}                | TRUE
          false                                                     | {}                | FALSE
          """)
  void conditionsInJsonLogic(String condition, String data, Truth truth) {
    assertThat(test(condition, data)).isEqualTo(truth);
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("F-050 F-053: what cannot be saved")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"frobnicate": [1, 2]}              | OPERATOR_UNKNOWN          | /frobnicate
          {"&gt;": [1, 2]}                    | OPERATOR_UNKNOWN          | /&gt;
          {"and": [true, {"log": 1}]}         | OPERATOR_UNKNOWN          | /and/1/log
          {"==": [1]}                         | WRONG_NUMBER_OF_ARGUMENTS | /==
          {">": [1, 2, 3]}                    | WRONG_NUMBER_OF_ARGUMENTS | />
          {"and": []}                         | WRONG_NUMBER_OF_ARGUMENTS | /and
          {"==": [1, 2], "!=": [1, 2]}        | NOT_A_CONDITION           | ''
          {"and": [{}, true]}                 | NOT_A_CONDITION           | /and/0
          {"==": [{"var": "a..b"}, 1]}        | FIELD_INVALID             | /==/0/var
          {"==": [{"var": "__proto__"}, 1]}   | FIELD_INVALID             | /==/0/var
          {"==": [{"val": [[1], "a"]}, 1]}    | FIELD_INVALID             | /==/0/val
          """)
  void whatCannotBeSaved(String text, ConditionProblem.Code code, String path) {
    assertThat(problems(text)).first().returns(code, ConditionProblem::code);
    assertThat(problems(text)).first().returns(path, ConditionProblem::path);
  }

  @Test
  @DisplayName("C-06: simple tests in JSON Logic are the same conditions as in a list")
  void simpleTestsAreTheSameConditions() {
    assertThat(condition("{\">=\": [{\"var\": \"amount\"}, 500]}").condition())
        .isEqualTo(condition("amount >= 500").condition());
    assertThat(condition("{\"<=\": [500, {\"var\": \"amount\"}]}").condition())
        .isEqualTo(condition("amount >= 500").condition());
    assertThat(condition("{\"<=\": [1, {\"var\": \"amount\"}, 5]}").condition())
        .isEqualTo(condition("amount between 1 and 5").condition());
    assertThat(
            condition("{\">\": [{\"var\": \"a\"}, {\"*\": [{\"var\": \"b\"}, 0.25]}]}").condition())
        .hasToString(condition("a > 25.00% of b").condition().toString());
  }

  @Test
  @DisplayName("F-053: what is no simple test stays an expression")
  void whatIsNoSimpleTestStaysAnExpression() {
    assertThat(condition("{\"some\": [{\"var\": \"l\"}, {\"var\": \"\"}]}").condition())
        .isInstanceOf(Condition.Holds.class);
  }
}
