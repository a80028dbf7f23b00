package dev.countersign.request.app.message;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The members of a JSON object, each of the type its contract promises, or an invalid message. */
public record Fields(JsonNode node) {
  public Fields {
    if (!node.isObject()) {
      throw new InvalidMessage("Expected an object, but got " + node.getNodeType());
    }
  }

  public Optional<String> text(String name) {
    return member(name).map(value -> textOf(name, value));
  }

  public String require(String name) {
    return text(name).orElseThrow(() -> missing(name));
  }

  public Optional<Integer> number(String name) {
    return member(name)
        .map(value -> {
          if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw new InvalidMessage(name + " is not a whole number");
          }
          return value.intValue();
        });
  }

  public int requireNumber(String name) {
    return number(name).orElseThrow(() -> missing(name));
  }

  public Optional<UUID> id(String name) {
    return text(name)
        .map(text -> {
          try {
            return UUID.fromString(text);
          } catch (IllegalArgumentException e) {
            throw new InvalidMessage(name + " is not a UUID", e);
          }
        });
  }

  public Optional<Instant> time(String name) {
    return text(name)
        .map(text -> {
          try {
            return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
          } catch (DateTimeException e) {
            throw new InvalidMessage(name + " is not an instant", e);
          }
        });
  }

  /** Longer than a day to a hundred years, shorter than nothing: neither is a time to wait. */
  public Optional<Duration> duration(String name) {
    return text(name)
        .map(text -> {
          try {
            var duration = Duration.parse(text).truncatedTo(ChronoUnit.MICROS);
            if (duration.isPositive() && duration.toDays() <= 36_500) {
              return duration;
            }
            throw new InvalidMessage(name + " is not a time to wait");
          } catch (DateTimeException e) {
            throw new InvalidMessage(name + " is not a duration", e);
          }
        });
  }

  public <E extends Enum<E>> Optional<E> word(String name, Class<E> type) {
    return text(name).map(text -> word(name, text, type));
  }

  static <E extends Enum<E>> E word(String name, String text, Class<E> type) {
    try {
      return Enum.valueOf(type, text);
    } catch (IllegalArgumentException e) {
      throw new InvalidMessage(name + " has an unknown value", e);
    }
  }

  public Optional<Fields> object(String name) {
    return member(name).map(Fields::new);
  }

  public List<Fields> objects(String name) {
    return array(name).stream().map(Fields::new).toList();
  }

  public List<String> texts(String name) {
    return array(name).stream().map(value -> textOf(name, value)).toList();
  }

  public List<Integer> numbers(String name) {
    return array(name).stream()
        .map(value -> {
          if (!value.isInt()) {
            throw new InvalidMessage(name + " has a member that is not a whole number");
          }
          return value.intValue();
        })
        .toList();
  }

  public boolean flag(String name) {
    return member(name).map(JsonNode::asBoolean).orElse(false);
  }

  /** A member as JSON, to be passed on. */
  public Optional<String> json(String name) {
    return member(name).map(JsonNode::toString);
  }

  private Optional<JsonNode> member(String name) {
    var value = node.get(name);
    return value == null || value.isNull() ? Optional.empty() : Optional.of(value);
  }

  private List<JsonNode> array(String name) {
    var values = new ArrayList<JsonNode>();
    member(name)
        .ifPresent(array -> {
          if (!array.isArray()) {
            throw new InvalidMessage(name + " is not a list");
          }
          array.forEach(values::add);
        });
    return values;
  }

  private static String textOf(String name, JsonNode value) {
    if (!value.isTextual()) {
      throw new InvalidMessage(name + " is not text");
    }
    return value.textValue();
  }

  private static InvalidMessage missing(String name) {
    return new InvalidMessage(name + " is missing");
  }
}
