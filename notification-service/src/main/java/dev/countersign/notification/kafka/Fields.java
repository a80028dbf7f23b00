package dev.countersign.notification.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads the members of a body. A member of another shape than the contract's is refused. */
record Fields(JsonNode body) {

  /** A body that is not what the contract says; the message names the member, never its value. */
  static final class NotAsAgreed extends Exception {
    private final String detail;

    NotAsAgreed(String message) {
      super(message);
      this.detail = message;
    }

    String detail() {
      return detail;
    }
  }

  Optional<String> text(String name) throws NotAsAgreed {
    var node = body.path(name);
    if (node.isMissingNode() || node.isNull()) {
      return Optional.empty();
    }
    if (!node.isTextual()) {
      throw new NotAsAgreed("Expected text in " + name);
    }
    return Optional.of(node.textValue());
  }

  String requiredText(String name) throws NotAsAgreed {
    return text(name)
        .filter(value -> !value.isBlank())
        .orElseThrow(() -> new NotAsAgreed("Expected a value in " + name));
  }

  UUID uuid(String name) throws NotAsAgreed {
    try {
      return UUID.fromString(requiredText(name));
    } catch (IllegalArgumentException e) {
      throw notAsAgreed("Expected a UUID in " + name, e);
    }
  }

  long number(String name) throws NotAsAgreed {
    var node = body.path(name);
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw new NotAsAgreed("Expected a whole number in " + name);
    }
    return node.longValue();
  }

  /** A small whole number, if there is one. */
  Optional<Integer> count(String name) {
    var node = body.path(name);
    return node.isInt() ? Optional.of(node.intValue()) : Optional.empty();
  }

  boolean flag(String name) throws NotAsAgreed {
    var node = body.path(name);
    if (!node.isBoolean()) {
      throw new NotAsAgreed("Expected true or false in " + name);
    }
    return node.booleanValue();
  }

  Optional<Instant> instant(String name) throws NotAsAgreed {
    var text = text(name);
    try {
      return text.map(OffsetDateTime::parse).map(OffsetDateTime::toInstant);
    } catch (DateTimeException e) {
      throw notAsAgreed("Expected an instant in " + name, e);
    }
  }

  /** A list of texts; absent is empty. */
  List<String> texts(String name) throws NotAsAgreed {
    var node = body.path(name);
    if (!node.isMissingNode() && !node.isNull() && !node.isArray()) {
      throw new NotAsAgreed("Expected a list in " + name);
    }
    var texts = new ArrayList<String>();
    for (var element : node) {
      if (!element.isTextual()) {
        throw new NotAsAgreed("Expected texts in " + name);
      }
      texts.add(element.textValue());
    }
    return texts;
  }

  Fields in(String name) {
    return new Fields(body.path(name));
  }

  private static NotAsAgreed notAsAgreed(String message, Exception cause) {
    var refusal = new NotAsAgreed(message);
    refusal.initCause(cause);
    return refusal;
  }
}
