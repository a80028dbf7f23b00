package dev.countersign.notification.db;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.countersign.notification.core.Facts;
import dev.countersign.platform.messaging.Json;

/** Facts as they stand in a column. What is absent is left out. */
final class FactsJson {
  private static final ObjectMapper MAPPER = Json.mapper().copy().registerModule(new Jdk8Module());

  private FactsJson() {}

  static String write(Facts facts) {
    try {
      return MAPPER.writeValueAsString(facts);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Facts can always be written", e);
    }
  }

  static Facts read(String json) {
    try {
      return MAPPER.readValue(json, Facts.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A stored event has facts that nobody can read", e);
    }
  }
}
