package dev.countersign.rules.core.condition;

import dev.countersign.rules.core.Value;
import dev.countersign.rules.core.condition.logic.Sameness;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A fact that is one of some values: of one for {@code Is}, of several for {@code OneOf}. */
final class EqualTest implements Test {

  private final Condition.Leaf condition;
  private final FactReader reader;
  private final Sense sense;

  private EqualTest(Condition.Leaf condition, Fact fact, Sense sense) {
    this.condition = condition;
    this.reader = FactReader.of(fact.path());
    this.sense = sense;
  }

  static EqualTest of(Condition.Is is) {
    return new EqualTest(is, is.fact(), sense(List.of(is.literal()), is.sense()));
  }

  static EqualTest of(Condition.OneOf oneOf) {
    return new EqualTest(oneOf, oneOf.fact(), sense(oneOf.literals(), oneOf.sense()));
  }

  @Override
  public Truth of(FactSource facts) {
    return judge(reader.in(facts));
  }

  @Override
  public Truth traced(FactSource facts, Trace trace) {
    var actual = reader.in(facts);
    return trace.note(condition, actual, judge(actual));
  }

  private Truth judge(Value actual) {
    return actual instanceof Value.Missing ? Truth.MISSING : sense.judge(actual);
  }

  private static Sense sense(List<Value> literals, Equality equality) {
    return switch (equality) {
      case TEXT -> Texts.of(literals);
      case DECIMAL -> Numbers.of(literals);
      case STRICT -> new Listed(literals, false);
      case LOOSE -> new Listed(literals, true);
    };
  }

  /** What counts as the same. */
  private sealed interface Sense {
    Truth judge(Value actual);
  }

  /** The same text; a number is found by the number that is written like the text. */
  private record Texts(@Nullable String only, Set<String> texts, Set<BigDecimal> numbers)
      implements Sense {

    static Texts of(List<Value> literals) {
      var texts = new HashSet<String>();
      var numbers = new HashSet<BigDecimal>();
      for (var literal : literals) {
        var text = WrittenForm.of(literal);
        if (text != null) {
          texts.add(text);
          var number = WrittenForm.numberWritten(text);
          if (number != null) {
            numbers.add(number);
          }
        }
      }
      var only = texts.size() == 1 ? texts.iterator().next() : null;
      return new Texts(only, Set.copyOf(texts), Set.copyOf(numbers));
    }

    @Override
    public Truth judge(Value actual) {
      return switch (actual) {
        case Value.Text(var text) ->
            Truth.of(only != null ? only.equals(text) : texts.contains(text));
        case Value.Decimal(var number) -> Truth.of(numbers.contains(WrittenForm.canonical(number)));
        case Value.Bool(var truth) -> Truth.of(texts.contains(truth ? "true" : "false"));
        case Value.Items _, Value.Fields _ -> Truth.MALFORMED;
        case Value.Missing _ -> Truth.MISSING;
      };
    }
  }

  /** The same number, however many zeros it is written with. */
  private record Numbers(TreeSet<BigDecimal> numbers) implements Sense {

    static Numbers of(List<Value> literals) {
      var numbers = new TreeSet<BigDecimal>();
      for (var literal : literals) {
        var number = Decimals.read(literal);
        if (number != null) {
          numbers.add(number);
        }
      }
      return new Numbers(numbers);
    }

    @Override
    public Truth judge(Value actual) {
      var number = Decimals.read(actual);
      return number == null ? Truth.MALFORMED : Truth.of(numbers.contains(number));
    }
  }

  /** One after the other, in JSON Logic's senses. */
  private record Listed(List<Value> literals, boolean loosely) implements Sense {

    @Override
    public Truth judge(Value actual) {
      for (int index = 0; index < literals.size(); index++) {
        var literal = literals.get(index);
        if (loosely ? Sameness.loose(actual, literal) : Sameness.strict(actual, literal)) {
          return Truth.TRUE;
        }
      }
      return Truth.FALSE;
    }
  }
}
