package dev.countersign.platform.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event and its envelope in one JSON object. The data keeps the very bytes it has inside that
 * object, so that its digest does not depend on how anybody writes JSON.
 */
final class StructuredMode {

  private final String text;
  private final JsonParser parser;
  private final Map<String, String> attributes = new HashMap<>();
  private byte @Nullable [] data;

  private StructuredMode(String text, JsonParser parser) {
    this.text = text;
    this.parser = parser;
  }

  static CloudEvent read(String contentType, byte[] value) throws NotAnEvent {
    String type = contentType.split(";", 2)[0].strip();
    if (!type.equals("application/cloudevents+json")) {
      throw NotAnEvent.envelope("Of the structured formats only JSON is read, one by one.");
    }
    ContentTypes.requireJson(contentType);
    try {
      String text = Json.textOf(value);
      try (JsonParser parser = Json.parser(text)) {
        return new StructuredMode(text, parser).read();
      }
    } catch (JacksonException e) {
      throw new NotAnEvent("INVALID_JSON", InvalidJson.because(e));
    } catch (InvalidJson e) {
      throw new NotAnEvent("INVALID_JSON", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CloudEvent read() throws IOException, NotAnEvent {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw NotAnEvent.envelope("The value is not a JSON object.");
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "data" -> onlyOnce(slice());
        case "data_base64" -> onlyOnce(decoded());
        default -> attribute(name);
      }
    }
    if (parser.nextToken() != null) {
      throw new InvalidJson("There is something after the document.");
    }
    ContentTypes.requireJson(
        attributes.getOrDefault("datacontenttype", "").toLowerCase(Locale.ROOT));
    if (data == null) {
      throw new NotAnEvent("INVALID_JSON", "The event has no data.");
    }
    return new Attributes(attributes).toEvent(data);
  }

  private void onlyOnce(byte[] bytes) throws NotAnEvent {
    if (data != null) {
      throw NotAnEvent.envelope("The event has data twice.");
    }
    data = bytes;
  }

  private byte[] slice() throws IOException {
    long start = parser.currentTokenLocation().getCharOffset();
    parser.skipChildren();
    parser.finishToken();
    long end = parser.currentLocation().getCharOffset();
    byte[] bytes = text.substring((int) start, (int) end).strip().getBytes(UTF_8);
    Json.check(bytes);
    return bytes;
  }

  private byte[] decoded() throws IOException, NotAnEvent {
    try {
      byte[] bytes = Base64.getDecoder().decode(scalar());
      Json.check(bytes);
      return bytes;
    } catch (IllegalArgumentException e) {
      throw new NotAnEvent("INVALID_JSON", "The member data_base64 is not base64.");
    }
  }

  private void attribute(String name) throws IOException, NotAnEvent {
    Attributes.requireName(name);
    if (parser.currentToken() != JsonToken.VALUE_NULL) {
      attributes.put(name, scalar());
    }
  }

  private String scalar() throws IOException, NotAnEvent {
    JsonToken token = parser.currentToken();
    if (token == null || !token.isScalarValue() || token == JsonToken.VALUE_NUMBER_FLOAT) {
      throw NotAnEvent.envelope("An attribute is neither text, nor a whole number, nor a boolean.");
    }
    return parser.getText();
  }
}
