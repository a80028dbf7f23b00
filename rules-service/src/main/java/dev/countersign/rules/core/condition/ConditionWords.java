package dev.countersign.rules.core.condition;

import dev.countersign.rules.core.Value;
import dev.countersign.rules.core.condition.Condition.All;
import dev.countersign.rules.core.condition.Condition.Always;
import dev.countersign.rules.core.condition.Condition.Any;
import dev.countersign.rules.core.condition.Condition.Between;
import dev.countersign.rules.core.condition.Condition.Compare;
import dev.countersign.rules.core.condition.Condition.Crosses;
import dev.countersign.rules.core.condition.Condition.Holds;
import dev.countersign.rules.core.condition.Condition.Is;
import dev.countersign.rules.core.condition.Condition.IsEmpty;
import dev.countersign.rules.core.condition.Condition.Leaf;
import dev.countersign.rules.core.condition.Condition.Not;
import dev.countersign.rules.core.condition.Condition.OnMissing;
import dev.countersign.rules.core.condition.Condition.OneOf;
import dev.countersign.rules.core.condition.Condition.Reads;
import java.util.List;
import java.util.Locale;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

/** Conditions and values as a person reads them in a trace. Long values are cut. */
record ConditionWords(ConditionVocabulary words) {

  private static final int LONGEST = 120;
  private static final int MOST_ITEMS = 10;
  private static final ConditionWords ENGLISH = new ConditionWords(ConditionVocabulary.ENGLISH);

  static String of(Condition condition) {
    return ENGLISH.say(condition);
  }

  static String of(Value value) {
    return ENGLISH.say(value);
  }

  String say(Condition condition) {
    return switch (condition) {
      case Always _ -> words.always();
      case All(var parts) -> joined(parts, words::both);
      case Any(var parts) -> parts.isEmpty() ? words.never() : joined(parts, words::either);
      case Not(var part) -> words.not(part instanceof Leaf ? say(part) : "(" + say(part) + ")");
      case OnMissing(var part, var answer) ->
          words.onMissing(say(part), answer.name().toLowerCase(Locale.ROOT));
      case Leaf leaf -> leaf(leaf);
    };
  }

  private String leaf(Leaf leaf) {
    return switch (leaf) {
      case Compare(var fact, var relation, var bound) ->
          fact + " " + relation.symbol() + " " + bound(bound);
      case Between(var fact, var low, var high) ->
          words.between(fact.toString(), low.toPlainString(), high.toPlainString());
      case Is(var fact, var literal, _) -> words.is(fact.toString(), say(literal));
      case OneOf(var fact, var literals, _) -> words.isOneOf(fact.toString(), list(literals));
      case Reads(var fact, var relation, var text) ->
          reads(fact.toString(), relation, say(new Value.Text(text)));
      case IsEmpty(var fact) -> words.isEmpty(fact.toString());
      case Crosses crosses -> crossing(crosses);
      case Holds(var expression) -> cut(expression.toString());
    };
  }

  String say(Value value) {
    return switch (value) {
      case Value.Text(var text) -> "\"" + cut(text) + "\"";
      case Value.Decimal(var number) -> number.toPlainString();
      case Value.Bool(var truth) -> truth ? "true" : "false";
      case Value.Items(var items) -> "[" + list(items) + "]";
      case Value.Fields(var fields) -> words.fields(fields.size());
      case Value.Missing _ -> words.missing();
    };
  }

  private String joined(List<Condition> parts, BinaryOperator<String> word) {
    return parts.stream()
        .map(part -> part instanceof All || part instanceof Any ? "(" + say(part) + ")" : say(part))
        .reduce(word)
        .orElse("");
  }

  private String reads(String fact, TextRelation relation, String text) {
    return switch (relation) {
      case CONTAINS -> words.contains(fact, text);
      case STARTS_WITH -> words.startsWith(fact, text);
      case ENDS_WITH -> words.endsWith(fact, text);
    };
  }

  private String bound(Bound bound) {
    return switch (bound) {
      case Bound.Fixed(var number) -> number.toPlainString();
      case Bound.Other(var fact) -> fact.toString();
      case Bound.PercentOf(var percent, var fact) ->
          words.percentOf(percent.toPlainString(), fact.toString());
    };
  }

  private String crossing(Crosses crosses) {
    var tiers =
        switch (crosses.tiers()) {
          case Tiers.Edges(var edges) ->
              edges.stream().map(edge -> edge.toPlainString()).collect(Collectors.joining(", "));
          case Tiers.Ranks(var names) -> String.join(", ", names);
        };
    var change = crosses.before() + " -> " + crosses.after();
    return switch (crosses.direction()) {
      case UP -> words.crossesUp(change, tiers);
      case DOWN -> words.crossesDown(change, tiers);
      case EITHER -> words.crosses(change, tiers);
    };
  }

  private String list(List<Value> values) {
    var shown = values.stream().limit(MOST_ITEMS).map(this::say).collect(Collectors.joining(", "));
    return values.size() > MOST_ITEMS ? shown + ", …" : shown;
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
