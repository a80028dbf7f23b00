package dev.countersign.rules.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * An object of a policy document and where it stands. Every field is asked for by name and by kind;
 * one that nobody can ask for is refused as soon as the object is opened.
 */
record Document(JsonNode node, String path) {

  private static final Pattern PLAIN_DECIMAL = Pattern.compile("[0-9]{1,18}(\\.[0-9]{1,18})?");

  static Document of(JsonNode node, String path, Set<String> known) {
    if (!node.isObject()) {
      throw InvalidPolicy.at(path, "object_expected", "Write an object of fields here.");
    }
    for (var name : (Iterable<String>) node::fieldNames) {
      if (!known.contains(name)) {
        throw InvalidPolicy.at(
            path.isEmpty() ? name : path + "." + name,
            InvalidPolicy.UNKNOWN_FIELD,
            "There is no such setting here.");
      }
    }
    return new Document(node, path);
  }

  String at(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  boolean has(String name) {
    return node.hasNonNull(name);
  }

  Optional<JsonNode> get(String name) {
    return has(name) ? Optional.of(node.get(name)) : Optional.empty();
  }

  Optional<String> text(String name) {
    return get(name)
        .map(value -> {
          if (!value.isTextual()) {
            throw InvalidPolicy.at(at(name), "text_expected", "Write a text here.");
          }
          return value.textValue();
        });
  }

  Optional<Boolean> flag(String name) {
    return get(name)
        .map(value -> {
          if (!value.isBoolean()) {
            throw InvalidPolicy.at(at(name), "flag_expected", "Write true or false here.");
          }
          return value.booleanValue();
        });
  }

  Optional<Integer> number(String name) {
    return get(name)
        .map(value -> {
          if (!value.canConvertToInt() || !value.isIntegralNumber()) {
            throw InvalidPolicy.at(at(name), "number_expected", "Write a whole number here.");
          }
          return value.intValue();
        });
  }

  /** An amount: a plain decimal, as text or as a number. */
  Optional<BigDecimal> amount(String name) {
    return get(name).map(value -> amount(value, at(name)));
  }

  static BigDecimal amount(JsonNode value, String path) {
    var text = value.isNumber() ? value.decimalValue().toPlainString() : value.asText();
    if (value.isContainerNode() || !PLAIN_DECIMAL.matcher(text).matches()) {
      throw InvalidPolicy.at(path, "amount_invalid", "Write a plain decimal, such as \"500.00\".");
    }
    return new BigDecimal(text);
  }

  Optional<Duration> duration(String name, String code) {
    return text(name).map(text -> duration(text, at(name), code));
  }

  static Duration duration(String text, String path, String code) {
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException | ArithmeticException _) {
      throw InvalidPolicy.at(path, code, "Write an ISO 8601 duration, such as P2D or PT4H.");
    }
  }

  Optional<Instant> instant(String name) {
    return text(name)
        .map(text -> {
          try {
            return Instant.parse(text);
          } catch (DateTimeParseException _) {
            throw InvalidPolicy.at(
                at(name), "instant_invalid", "Write an instant, such as 2026-01-01T00:00:00Z.");
          }
        });
  }

  <E extends Enum<E>> Optional<E> word(String name, Class<E> words) {
    return text(name).map(text -> word(text, at(name), words));
  }

  static <E extends Enum<E>> E word(String text, String path, Class<E> words) {
    for (var word : words.getEnumConstants()) {
      if (word.name().equals(text.toUpperCase(Locale.ROOT))) {
        return word;
      }
    }
    throw InvalidPolicy.at(
        path, "word_unknown", "Write one of " + List.of(words.getEnumConstants()) + ".");
  }

  /** The elements of a list, each read with its own place. */
  <T> Optional<List<T>> list(String name, Function<Element, T> reader) {
    return get(name)
        .map(value -> {
          if (!value.isArray()) {
            throw InvalidPolicy.at(at(name), "list_expected", "Write a list here.");
          }
          var elements = new ArrayList<T>();
          for (int index = 0; index < value.size(); index++) {
            var path = at(name) + "[" + index + "]";
            elements.add(reader.apply(new Element(value.get(index), path)));
          }
          return elements;
        });
  }

  Optional<Element> element(String name) {
    return get(name).map(value -> new Element(value, at(name)));
  }

  /** A value and where it stands. */
  record Element(JsonNode node, String path) {

    Document open(DocumentPart part) {
      return Document.of(node, path, part.fields());
    }

    /** An object of another system's configuration. */
    Document openForeign(Set<String> known) {
      return Document.of(node, path, known);
    }

    String text() {
      if (!node.isTextual()) {
        throw InvalidPolicy.at(path, "text_expected", "Write a text here.");
      }
      return node.textValue();
    }
  }
}
