package dev.countersign.request.db;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.platform.messaging.Json;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Columns of a row as texts that compare, whether they come from the ledger or the database. */
final class Columns {
  private static final String NULL = "null";

  private final Map<String, String> texts = new TreeMap<>();

  Columns text(String name, @Nullable String value) {
    texts.put(name, value == null ? NULL : value);
    return this;
  }

  Columns text(String name, Optional<String> value) {
    return text(name, value.orElse(null));
  }

  Columns number(String name, @Nullable Integer value) {
    return text(name, value == null ? null : value.toString());
  }

  Columns flag(String name, boolean value) {
    return text(name, Boolean.toString(value));
  }

  Columns time(String name, Optional<Instant> value) {
    return text(name, value.map(Instant::toString));
  }

  Columns list(String name, Collection<String> values) {
    return text(name, String.join(",", values));
  }

  Columns bytes(String name, Optional<String> hex) {
    return text(name, hex.map(it -> "\\x" + it));
  }

  /** JSON compares as JSON: white space says nothing. */
  Columns json(String name, Optional<String> value) {
    return text(name, value.map(Columns::canonical));
  }

  Map<String, String> texts() {
    return texts;
  }

  /** A row as PostgreSQL turns it into JSON. */
  static Map<String, String> of(JsonNode row, List<String> jsonColumns) {
    var columns = new Columns();
    row.properties()
        .forEach(column -> {
          var text = textOf(column.getValue());
          columns.text(
              column.getKey(),
              text != null && jsonColumns.contains(column.getKey()) ? canonical(text) : text);
        });
    return columns.texts();
  }

  static @Nullable String textOf(JsonNode value) {
    if (value.isNull()) {
      return null;
    }
    if (value.isArray()) {
      var members = new java.util.ArrayList<String>();
      value.forEach(member -> members.add(member.asText()));
      return String.join(",", members);
    }
    return value.isTextual() ? timeOrText(value.textValue()) : value.toString();
  }

  private static String timeOrText(String text) {
    if (text.length() < 20 || text.charAt(10) != 'T') {
      return text;
    }
    try {
      return OffsetDateTime.parse(text).toInstant().toString();
    } catch (DateTimeException notATime) {
      return text;
    }
  }

  private static String canonical(String json) {
    return Json.read(json.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
