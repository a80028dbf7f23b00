package dev.countersign.rules.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.countersign.platform.messaging.Json;
import dev.countersign.rules.core.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;

/** Reads checked JSON into the core's values. The envelope's parser has set the limits before. */
public final class JsonValues {

  private static final int MOST_DIGITS = 100;

  private JsonValues() {}

  /** The value of a document that {@link Json#check} let pass. */
  public static Value read(byte[] json) {
    // From text: the parser of bytes stumbles over escaped surrogate pairs in field names.
    try (var parser = Json.mapper().getFactory().createParser(new String(json, UTF_8))) {
      return value(parser, parser.nextToken());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A value as JSON; a decimal stands as text, as in every body of ours. */
  public static JsonNode write(Value value) {
    var nodes = JsonNodeFactory.instance;
    return switch (value) {
      case Value.Missing _ -> nodes.nullNode();
      case Value.Text(var text) -> nodes.textNode(text);
      case Value.Decimal(var number) -> nodes.textNode(CanonicalJson.plain(number));
      case Value.Bool(var truth) -> nodes.booleanNode(truth);
      case Value.Items(var items) -> {
        var list = nodes.arrayNode();
        items.forEach(item -> list.add(write(item)));
        yield list;
      }
      case Value.Fields(var fields) -> {
        var object = nodes.objectNode();
        fields.forEach((name, field) -> object.set(name, write(field)));
        yield object;
      }
    };
  }

  private static Value value(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case START_OBJECT -> fields(parser);
      case START_ARRAY -> items(parser);
      case VALUE_STRING -> new Value.Text(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getText());
      case VALUE_TRUE -> new Value.Bool(true);
      case VALUE_FALSE -> new Value.Bool(false);
      case VALUE_NULL -> Value.MISSING;
      case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new IllegalStateException("Not the start of a value: " + token);
    };
  }

  private static Value fields(JsonParser parser) throws IOException {
    var fields = new HashMap<String, Value>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      var name = parser.currentName();
      fields.put(name, value(parser, parser.nextToken()));
    }
    return new Value.Fields(fields);
  }

  private static Value items(JsonParser parser) throws IOException {
    var items = new ArrayList<Value>();
    for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
      items.add(value(parser, token));
    }
    return new Value.Items(items);
  }

  /**
   * A number that has no short plain form stays the text it was written as: writing out {@code
   * 1e-1000000000} would take a gigabyte, and a negative zero is no amount.
   */
  private static Value number(String written) {
    try {
      var number = new BigDecimal(written);
      var isShort = Math.abs((long) number.scale()) <= MOST_DIGITS;
      var isNegativeZero = number.signum() == 0 && written.charAt(0) == '-';
      return isShort && !isNegativeZero ? new Value.Decimal(number) : new Value.Text(written);
    } catch (NumberFormatException e) {
      // An exponent beyond what a decimal holds.
      return new Value.Text(written);
    }
  }
}
