package dev.countersign.rules.json;

import static dev.countersign.rules.core.condition.ConditionProblem.Code.FIELD_MISSING;
import static dev.countersign.rules.core.condition.ConditionProblem.Code.FIELD_NOT_DECLARED;
import static dev.countersign.rules.core.condition.ConditionProblem.Code.OPERATOR_MISSING;
import static dev.countersign.rules.core.condition.ConditionProblem.Code.OPERATOR_SYMBOL_REFUSED;
import static dev.countersign.rules.core.condition.ConditionProblem.Code.VALUE_INVALID;
import static dev.countersign.rules.json.Conditions.condition;
import static dev.countersign.rules.json.Conditions.data;
import static dev.countersign.rules.json.Conditions.line;
import static dev.countersign.rules.json.Conditions.problems;
import static dev.countersign.rules.json.Conditions.test;
import static dev.countersign.rules.json.Conditions.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.rules.core.condition.Condition;
import dev.countersign.rules.core.condition.ConditionProblem;
import dev.countersign.rules.core.condition.ContextField;
import dev.countersign.rules.core.condition.FactSource;
import dev.countersign.rules.core.condition.FactType;
import dev.countersign.rules.core.condition.FactTypes;
import dev.countersign.rules.core.condition.Notation;
import dev.countersign.rules.core.condition.OnMissingFact;
import dev.countersign.rules.core.condition.TracedCondition;
import dev.countersign.rules.core.condition.Truth;
import java.util.ArrayList;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The list notation, operator by operator. */
class ListNotationTest {

  @ParameterizedTest(name = "{0}: {1} {2} of {3} is {4}")
  @DisplayName("F-032 … F-048 F-051: every operator and alias")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          F-032 | ==               | USD       | "USD"       | TRUE
          F-032 | equals           | USD       | "EUR"       | FALSE
          F-032 | equals           | usd       | "USD"       | FALSE
          F-032 | ==               | 101       | 101         | TRUE
          F-219 | ==               | 100       | "100.00"    | FALSE
          F-219 | ==               | 100       | 100.00      | FALSE
          F-219 | ==               | 100.00    | 100.00      | TRUE
          F-032 | ==               | true      | true        | TRUE
          F-032 | ==               | USD       | ["USD"]     | MALFORMED
          F-032 | ==               | USD       | -           | MISSING
          F-033 | not_equals       | EUR       | "USD"       | TRUE
          F-033 | not_equals       | EUR       | "EUR"       | FALSE
          F-217 | not_equals       | EUR       | -           | MISSING
          F-034 | >                | 5000      | 5000.01     | TRUE
          F-034 | greater_than     | 5000      | 5000        | FALSE
          F-051 | >                | 5000      | "5000.01"   | TRUE
          F-051 | >                | 9         | "10"        | TRUE
          F-034 | >                | 5000      | "5,001"     | MALFORMED
          F-034 | >                | 5000      | true        | MALFORMED
          F-034 | >                | 5000      | -           | MISSING
          F-035 | <                | 1000      | 999.99      | TRUE
          F-035 | less_than        | 1000      | 1000        | FALSE
          F-036 | >=               | 5000      | 5000.00     | TRUE
          F-036 | greater_or_equal | 5000      | 4999.99     | FALSE
          F-037 | <=               | 10000     | "10000"     | TRUE
          F-037 | less_or_equal    | 10000     | 10000.01    | FALSE
          F-038 | contains         | URGENT    | "X-URGENT-" | TRUE
          F-038 | contains         | URGENT    | "urgent"    | FALSE
          F-038 | contains         | URGENT    | ["URGENT"]  | TRUE
          F-038 | contains         | URGENT    | ["URGENT!"] | FALSE
          F-038 | contains         | 23        | 1234        | TRUE
          F-038 | contains         | URGENT    | {"a":1}     | MALFORMED
          F-039 | not_contains     | TEST      | "PO-1"      | TRUE
          F-039 | not_contains     | TEST      | "PO-TEST"   | FALSE
          F-040 | starts_with      | PO-       | "PO-77"     | TRUE
          F-040 | starts_with      | PO-       | "SPO-77"    | FALSE
          F-040 | starts_with      | PO-       | ["PO-"]     | MALFORMED
          F-041 | ends_with        | -RUSH     | "PO-7-RUSH" | TRUE
          F-041 | ends_with        | -RUSH     | "-RUSH-PO"  | FALSE
          F-042 | in               | USD,EUR   | "EUR"       | TRUE
          F-042 | in               | USD, EUR  | "EUR"       | TRUE
          F-042 | in               | USD,EUR   | "GBP"       | FALSE
          F-042 | in               | 5,12,28   | 12          | TRUE
          F-043 | not_in           | TEST,DEMO | "LIVE"      | TRUE
          F-043 | not_in           | TEST,DEMO | "DEMO"      | FALSE
          F-043 | not_in           | TEST,DEMO | -           | MISSING
          F-044 | between          | 1000,5000 | 1000        | TRUE
          F-044 | between          | 1000,5000 | "5000.00"   | TRUE
          F-044 | between          | 1000,5000 | 5000.01     | FALSE
          F-044 | between          | 1000,5000 | 999.99      | FALSE
          F-044 | between          | -5,-1     | -3          | TRUE
          F-045 | is_empty         |           | ""          | TRUE
          F-045 | is_empty         |           | "  "        | TRUE
          F-045 | is_empty         |           | null        | TRUE
          F-045 | is_empty         |           | -           | TRUE
          F-045 | is_empty         |           | []          | TRUE
          F-045 | is_empty         |           | 0           | FALSE
          F-045 | is_empty         |           | "x"         | FALSE
          F-046 | is_not_empty     |           | "DE89"      | TRUE
          F-046 | is_not_empty     |           | -           | FALSE
          """)
  void everyOperatorAndAlias(
      String id, String operator, @Nullable String value, @Nullable String fact, Truth truth) {
    var given = value == null ? "" : value;
    var event = fact == null ? "{}" : "{\"x\": %s}".formatted(fact);
    assertThat(test(line("x", operator, given), event)).describedAs(id).isEqualTo(truth);
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("F-052: the six worked examples")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [{"field": "amount", "operator": ">", "value": "10000"}, {"field": "currency", "operator": "==", "value": "USD"}] | {"amount": 10000.01, "currency": "USD"} | {"amount": 10000, "currency": "USD"}
          {"field": "loc_code", "operator": "==", "value": "WH-MAIN"} | {"loc_code": "WH-MAIN"} | {"loc_code": "WH-EAST"}
          {"field": "person_id", "operator": "in", "value": "5,12,28"} | {"person_id": 12} | {"person_id": 2}
          {"field": "amount", "operator": "between", "value": "5000,50000"} | {"amount": 50000} | {"amount": 50000.01}
          {"field": "bank_account", "operator": "is_not_empty"} | {"bank_account": "DE89"} | {"bank_account": " "}
          {"field": "header.customer_id", "operator": "==", "value": "101"} | {"header": {"customer_id": "101"}} | {"header": {"customer_id": "102"}}
          """)
  void theSixWorkedExamples(String condition, String matching, String other) {
    assertThat(test(condition, matching)).isEqualTo(Truth.TRUE);
    assertThat(test(condition, other)).isEqualTo(Truth.FALSE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "null", "[]", "\n"})
  @DisplayName("F-030: nothing written applies always")
  void nothingWrittenAppliesAlways(String text) {
    assertThat(test(text, "{}")).isEqualTo(Truth.TRUE);
  }

  @Test
  @DisplayName("F-028: one object is a list of one")
  void oneObjectIsAListOfOne() {
    var line = line("currency", "==", "USD");
    assertThat(condition(line).condition()).isEqualTo(condition("[" + line + "]").condition());
  }

  @Test
  @DisplayName("F-029: all conditions of a list must hold, and one that does not settles it")
  void allMustHold() {
    var list = "[" + line("a", "==", "1") + "," + line("b", "==", "2") + "]";
    assertThat(test(list, "{\"a\": 1, \"b\": 2}")).isEqualTo(Truth.TRUE);
    assertThat(test(list, "{\"a\": 1, \"b\": 3}")).isEqualTo(Truth.FALSE);
    assertThat(test(list, "{\"a\": 1}")).isEqualTo(Truth.MISSING);
    assertThat(test(list, "{\"b\": 3}")).isEqualTo(Truth.FALSE);
  }

  @Test
  @DisplayName("F-048: dots lead into objects, indexes into lists")
  void dotsLeadIntoObjectsIndexesIntoLists() {
    var event = "{\"line_items\": [{\"stock_id\": \"S1\"}, {\"stock_id\": \"S2\"}]}";
    assertThat(test(line("line_items.1.stock_id", "==", "S2"), event)).isEqualTo(Truth.TRUE);
    assertThat(test(line("line_items.2.stock_id", "==", "S2"), event)).isEqualTo(Truth.MISSING);
    assertThat(test(line("line_items.stock_id", "==", "S2"), event)).isEqualTo(Truth.MISSING);
  }

  @Test
  @DisplayName("F-049: the context is asked before the data, the data where it has nothing")
  void theContextIsAskedFirst() {
    var facts =
        FactSource.of(
            Map.of(ContextField.AMOUNT, value("7"), ContextField.LOC_CODE, value("\"MAIN\"")),
            value("{\"amount\": 9, \"currency\": \"USD\", \"loc_code\": \"EAST\"}"));
    assertThat(condition("amount == 7").test(facts)).isEqualTo(Truth.TRUE);
    assertThat(condition("loc_code == MAIN").test(facts)).isEqualTo(Truth.TRUE);
    assertThat(condition("branch == MAIN").test(facts)).isEqualTo(Truth.TRUE);
    assertThat(condition("currency == USD").test(facts)).isEqualTo(Truth.TRUE);
  }

  @Test
  @DisplayName("F-219: a declared number equals itself however it is written")
  void aDeclaredNumberEqualsItselfHoweverWritten() {
    assertThat(test(line("amount", "==", "100"), "{\"amount\": \"100.00\"}")).isEqualTo(Truth.TRUE);
    assertThat(test(line("amount", "in", "1,100"), "{\"amount\": 100.0}")).isEqualTo(Truth.TRUE);
    assertThat(test(line("amount", "not_equals", "100"), "{\"amount\": 100.00}"))
        .isEqualTo(Truth.FALSE);
  }

  @Test
  @DisplayName("F-219: values with commas stand in quotes, or in a JSON list")
  void valuesWithCommasStandInQuotes() {
    var quoted = "{\"field\": \"name\", \"operator\": \"in\", \"value\": \"\\\"Doe, J\\\",Roe\"}";
    var listed = "{\"field\": \"name\", \"operator\": \"in\", \"value\": [\"Doe, J\", \"Roe\"]}";
    for (var text : new String[] {quoted, listed}) {
      assertThat(test(text, "{\"name\": \"Doe, J\"}")).isEqualTo(Truth.TRUE);
      assertThat(test(text, "{\"name\": \"Roe\"}")).isEqualTo(Truth.TRUE);
      assertThat(test(text, "{\"name\": \"Doe\"}")).isEqualTo(Truth.FALSE);
    }
  }

  @Test
  @DisplayName("C-07: a condition may have its own answer to a missing fact")
  void aConditionMayHaveItsOwnAnswerToAMissingFact() {
    var match = "{\"field\":\"x\",\"operator\":\"==\",\"value\":\"1\",\"onMissingFact\":\"MATCH\"}";
    var non = match.replace("MATCH", "NON_MATCH");
    assertThat(test(match, "{}")).isEqualTo(Truth.TRUE);
    assertThat(test(non, "{}")).isEqualTo(Truth.FALSE);
    assertThat(problems(match.replace("MATCH", "PERHAPS")))
        .extracting(ConditionProblem::code)
        .containsExactly(VALUE_INVALID);
  }

  @Test
  @DisplayName("C-07: quarantine is what remains open; the policy's answers close it")
  void thePolicysAnswersCloseIt() {
    assertThat(Truth.MISSING.under(OnMissingFact.QUARANTINE)).isEqualTo(Truth.MISSING);
    assertThat(Truth.MISSING.under(OnMissingFact.NON_MATCH)).isEqualTo(Truth.FALSE);
    assertThat(Truth.MISSING.under(OnMissingFact.MATCH)).isEqualTo(Truth.TRUE);
    assertThat(Truth.MALFORMED.under(OnMissingFact.NON_MATCH)).isEqualTo(Truth.MALFORMED);
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("F-027 F-033 F-050 F-052: what cannot be saved, with code and place")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"field": "x", "operator": "!=", "value": "1"}           | OPERATOR_SYMBOL_REFUSED | /operator
          {"field": "x", "operator": "<>", "value": "1"}           | OPERATOR_SYMBOL_REFUSED | /operator
          [{"field": "x", "operator": "&gt;", "value": "1"}]       | OPERATOR_ESCAPED        | /0/operator
          {"field": "x", "operator": "&lt;=", "value": "1"}        | OPERATOR_ESCAPED        | /operator
          {"field": "x", "operator": "===", "value": "1"}          | OPERATOR_UNKNOWN        | /operator
          {"field": "x", "operator": "Equals", "value": "1"}       | OPERATOR_UNKNOWN        | /operator
          {"field": "x", "value": "1"}                             | OPERATOR_MISSING        | /operator
          {"operator": "==", "value": "1"}                         | FIELD_MISSING           | /field
          {"field": " ", "operator": "==", "value": "1"}           | FIELD_MISSING           | /field
          {"field": "a..b", "operator": "==", "value": "1"}        | FIELD_INVALID           | /field
          {"field": "a[0]", "operator": "==", "value": "1"}        | FIELD_INVALID           | /field
          {"field": "__proto__.x", "operator": "==", "value": "1"} | FIELD_INVALID           | /field
          {"field": "a.999999999", "operator": "==", "value": "1"} | FIELD_INVALID           | /field
          {"field": 5, "operator": "==", "value": "1"}             | FIELD_INVALID           | /field
          {"field": "x", "operator": "=="}                         | VALUE_MISSING           | /value
          {"field": "x", "operator": "==", "value": ""}            | VALUE_MISSING           | /value
          {"field": "x", "operator": "in", "value": []}            | VALUE_MISSING           | /value
          {"field": "x", "operator": "is_empty", "value": "1"}     | VALUE_NOT_ALLOWED       | /value
          {"field": "x", "operator": ">", "value": "1,000"}        | VALUE_INVALID           | /value
          {"field": "x", "operator": ">", "value": "1e3"}          | VALUE_INVALID           | /value
          {"field": "x", "operator": ">", "value": "NaN"}          | VALUE_INVALID           | /value
          {"field": "x", "operator": "between", "value": "1"}      | VALUE_INVALID           | /value
          {"field": "x", "operator": "between", "value": "5,1"}    | VALUE_INVALID           | /value
          {"field": "x", "operator": "in", "value": "a,,b"}        | VALUE_INVALID           | /value
          {"field": "x", "operator": "==", "value": {"a": 1}}      | VALUE_INVALID           | /value
          {"field": "amount", "operator": "==", "value": "a lot"}  | VALUE_INVALID           | /value
          {"field": "amount", "operator": "contains", "value": "5"} | TYPE_MISMATCH          | /operator
          {"field": "currency", "operator": ">", "value": "5"}     | TYPE_MISMATCH           | /operator
          {"field": "x", "operator": "==", "value": "1", "or": 1}  | PROPERTY_UNKNOWN        | ''
          [{"field": "x", "operator": "is_empty"}, 5]              | NOT_A_CONDITION         | /1
          [[{"field": "x", "operator": "is_empty"}]]               | NOT_A_CONDITION         | /0
          [{"field": "x"                                           | NOT_JSON                | ''
          {&quot;field&quot;: 1}                                   | NOT_JSON                | ''
          """)
  void whatCannotBeSaved(String text, ConditionProblem.Code code, String path) {
    assertThat(problems(text)).singleElement().returns(code, ConditionProblem::code);
    assertThat(problems(text)).singleElement().returns(path, ConditionProblem::path);
  }

  @Test
  @DisplayName("F-033: the refused symbol comes with the advice")
  void theRefusedSymbolComesWithTheAdvice() {
    assertThat(problems(line("x", "!=", "1")).getFirst().advice()).contains("use not_equals");
    assertThat(problems(line("x", "&gt;", "1")).getFirst().advice()).contains("write >");
  }

  @Test
  @DisplayName("F-050: every problem of a condition is told at once")
  void everyProblemIsToldAtOnce() {
    assertThat(problems("[{\"value\": 1}, {\"field\": \"x\", \"operator\": \"!=\"}]"))
        .extracting(ConditionProblem::code)
        .containsExactly(FIELD_MISSING, OPERATOR_MISSING, OPERATOR_SYMBOL_REFUSED);
  }

  @Test
  @DisplayName("F-021: where only declared facts may be read, another field is refused")
  void onlyDeclaredFactsMayBeRead() {
    var types =
        FactTypes.ofPaths(
            Map.of("amount", FactType.DECIMAL, "lines.*.price", FactType.DECIMAL),
            FactTypes.Exposure.DECLARED_ONLY);
    assertThat(condition("lines.3.price > 5", types)).isNotNull();
    assertThat(problems("secret == 5", types).getFirst().code()).isEqualTo(FIELD_NOT_DECLARED);
    assertThat(problems("{\"==\": [{\"var\": \"secret\"}, 5]}", types).getFirst().code())
        .isEqualTo(FIELD_NOT_DECLARED);
    assertThat(problems("amount > 5% of secret", types).getFirst().code())
        .isEqualTo(FIELD_NOT_DECLARED);
  }

  @Test
  @DisplayName("C-06: what was written stays beside what was compiled")
  void whatWasWrittenStays() {
    var text = line("currency", "==", "USD");
    assertThat(condition(text).source().text()).isEqualTo(text);
    assertThat(condition(text).source().notation()).isEqualTo(Notation.LIST);
  }

  @Test
  @DisplayName("N-03: a trace has what was looked at, an explanation every leaf")
  void aTraceHasWhatWasLookedAt() {
    var list = "[" + line("amount", ">", "5000") + "," + line("x", "not_equals", "a") + "]";
    var facts = data("{\"amount\": 4200, \"x\": \"b\"}");
    var looked = new ArrayList<TracedCondition>();
    assertThat(condition(list).trace(facts, looked)).isEqualTo(Truth.FALSE);
    assertThat(looked).hasSize(1);
    assertThat(condition(list).explain(facts))
        .extracting(it -> it.text() + " " + it.truth())
        .containsExactly("amount > 5000: was 4200 FALSE", "not x is \"a\": was \"b\" TRUE");
  }

  @Test
  @DisplayName("F-033: an inequality is the negation of an equality, for whoever reasons about it")
  void anInequalityIsTheNegationOfAnEquality() {
    assertThat(condition(line("x", "not_equals", "a")).condition())
        .isInstanceOfSatisfying(
            Condition.Not.class, not -> assertThat(not.part()).isInstanceOf(Condition.Is.class));
  }
}
