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
import java.util.stream.Collectors;

/** Conditions and values as a person reads them in a trace. Long values are cut. */
final class ConditionWords {

  private static final int LONGEST = 120;
  private static final int MOST_ITEMS = 10;

  private ConditionWords() {}

  static String of(Condition condition) {
    return switch (condition) {
      case Always _ -> "always";
      case All(var parts) -> joined(parts, " and ");
      case Any(var parts) -> parts.isEmpty() ? "never" : joined(parts, " or ");
      case Not(var part) -> "not " + (part instanceof Leaf ? of(part) : "(" + of(part) + ")");
      case OnMissing(var part, var answer) ->
          of(part) + " (missing: " + answer.name().toLowerCase(Locale.ROOT) + ")";
      case Leaf leaf -> leaf(leaf);
    };
  }

  private static String leaf(Leaf leaf) {
    return switch (leaf) {
      case Compare(var fact, var relation, var bound) ->
          fact + " " + relation.symbol() + " " + bound(bound);
      case Between(var fact, var low, var high) ->
          fact + " between " + low.toPlainString() + " and " + high.toPlainString();
      case Is(var fact, var literal, _) -> fact + " is " + of(literal);
      case OneOf(var fact, var literals, _) -> fact + " is one of " + list(literals);
      case Reads(var fact, var relation, var text) ->
          fact + " " + words(relation) + " " + of(new Value.Text(text));
      case IsEmpty(var fact) -> fact + " is empty";
      case Crosses crosses -> crossing(crosses);
      case Holds(var expression) -> cut(expression.toString());
    };
  }

  static String of(Value value) {
    return switch (value) {
      case Value.Text(var text) -> "\"" + cut(text) + "\"";
      case Value.Decimal(var number) -> number.toPlainString();
      case Value.Bool(var truth) -> truth ? "true" : "false";
      case Value.Items(var items) -> "[" + list(items) + "]";
      case Value.Fields(var fields) -> "an object of " + fields.size();
      case Value.Missing _ -> "missing";
    };
  }

  private static String joined(List<Condition> parts, String word) {
    return parts.stream()
        .map(part -> part instanceof All || part instanceof Any ? "(" + of(part) + ")" : of(part))
        .collect(Collectors.joining(word));
  }

  private static String bound(Bound bound) {
    return switch (bound) {
      case Bound.Fixed(var number) -> number.toPlainString();
      case Bound.Other(var fact) -> fact.toString();
      case Bound.PercentOf(var percent, var fact) -> percent.toPlainString() + "% of " + fact;
    };
  }

  private static String crossing(Crosses crosses) {
    var way =
        switch (crosses.direction()) {
          case UP -> " up ";
          case DOWN -> " down ";
          case EITHER -> " ";
        };
    var tiers =
        switch (crosses.tiers()) {
          case Tiers.Edges(var edges) ->
              edges.stream().map(edge -> edge.toPlainString()).collect(Collectors.joining(", "));
          case Tiers.Ranks(var names) -> String.join(", ", names);
        };
    return crosses.before() + " -> " + crosses.after() + " crosses" + way + tiers;
  }

  private static String words(TextRelation relation) {
    return relation.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String list(List<Value> values) {
    var shown =
        values.stream().limit(MOST_ITEMS).map(ConditionWords::of).collect(Collectors.joining(", "));
    return values.size() > MOST_ITEMS ? shown + ", …" : shown;
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
