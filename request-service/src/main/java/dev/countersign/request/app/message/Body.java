package dev.countersign.request.app.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Writes one JSON body, members in the order of the calls; what is absent is left out. */
final class Body {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int USUAL_SIZE = 1024;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(USUAL_SIZE);
  private final JsonGenerator json;

  private Body() throws IOException {
    json = JSON.createGenerator(out);
  }

  static byte[] of(Consumer<Body> members) {
    try {
      var body = new Body();
      body.json.writeStartObject();
      members.accept(body);
      body.json.writeEndObject();
      body.json.close();
      return body.out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Body text(String name, String value) {
    return write(() -> json.writeStringField(name, value));
  }

  Body text(String name, Optional<String> value) {
    return value.map(text -> text(name, text)).orElse(this);
  }

  Body id(String name, Object value) {
    return text(name, value.toString());
  }

  Body number(String name, int value) {
    return write(() -> json.writeNumberField(name, value));
  }

  Body number(String name, Optional<Integer> value) {
    return value.map(number -> number(name, number)).orElse(this);
  }

  Body time(String name, Instant value) {
    return text(name, value.toString());
  }

  Body time(String name, Optional<Instant> value) {
    return value.map(time -> time(name, time)).orElse(this);
  }

  /** JSON that is passed on as it came. */
  Body raw(String name, Optional<String> value) {
    return value
        .map(text ->
            write(() -> {
              json.writeFieldName(name);
              json.writeRawValue(text);
            }))
        .orElse(this);
  }

  Body object(String name, Consumer<Body> members) {
    write(() -> json.writeObjectFieldStart(name));
    members.accept(this);
    return write(json::writeEndObject);
  }

  Body texts(String name, List<String> values) {
    write(() -> json.writeArrayFieldStart(name));
    for (String value : values) {
      write(() -> json.writeString(value));
    }
    return write(json::writeEndArray);
  }

  Body numbers(String name, java.util.Collection<Integer> values) {
    write(() -> json.writeArrayFieldStart(name));
    for (int value : values) {
      write(() -> json.writeNumber(value));
    }
    return write(json::writeEndArray);
  }

  Body flag(String name, boolean value) {
    return write(() -> json.writeBooleanField(name, value));
  }

  <T> Body objects(String name, List<T> values, BiConsumer<Body, T> members) {
    write(() -> json.writeArrayFieldStart(name));
    for (T value : values) {
      write(json::writeStartObject);
      members.accept(this, value);
      write(json::writeEndObject);
    }
    return write(json::writeEndArray);
  }

  private Body write(Writing writing) {
    try {
      writing.run();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @FunctionalInterface
  private interface Writing {
    void run() throws IOException;
  }
}
