package dev.countersign.platform.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The attributes of an envelope, in either mode, and the rules they obey. */
record Attributes(Map<String, String> values) {

  static final int MAX_EXTENSION = 1024;
  private static final int MAX_ATTRIBUTE = 256;
  private static final Map<String, Integer> LIMITS =
      Map.of("source", 512, "id", MAX_ATTRIBUTE, "type", MAX_ATTRIBUTE, "subject", MAX_ATTRIBUTE);

  private static final Set<String> CORE =
      Set.of("specversion", "id", "source", "type", "subject", "time", "datacontenttype");
  private static final Pattern NAME = Pattern.compile("[a-z0-9]{1,40}");
  private static final Set<String> RESERVED = Set.of("data");

  /** In bytes: an id together with its source must fit into a record key. */
  static int limitOf(String name) {
    return LIMITS.getOrDefault(name, MAX_EXTENSION);
  }

  static void requireName(String name) throws NotAnEvent {
    if (!NAME.matcher(name).matches() || RESERVED.contains(name)) {
      throw NotAnEvent.envelope("An attribute name is not 1 to 40 of a-z and 0-9, or is data.");
    }
  }

  CloudEvent toEvent(byte[] data) throws NotAnEvent {
    requireVersion();
    for (Map.Entry<String, String> entry : values.entrySet()) {
      requireClean(entry.getKey(), entry.getValue());
    }
    var extensions = new HashMap<>(values);
    extensions.keySet().removeAll(CORE);
    return new CloudEvent(
        required("id"),
        required("source"),
        required("type"),
        values.get("subject"),
        time(values.get("time")),
        extensions,
        data);
  }

  private void requireVersion() throws NotAnEvent {
    if (values.isEmpty()) {
      throw NotAnEvent.envelope("The record has no CloudEvents attribute.");
    }
    if (!required("specversion").equals("1.0")) {
      throw NotAnEvent.envelope("The attribute specversion is not 1.0.");
    }
  }

  private String required(String name) throws NotAnEvent {
    String value = values.get(name);
    if (value == null || value.isBlank()) {
      throw new NotAnEvent("MISSING_ATTRIBUTE", "The attribute " + name + " is missing.");
    }
    return value;
  }

  private static void requireClean(String name, String value) throws NotAnEvent {
    if (value.getBytes(UTF_8).length > limitOf(name)) {
      throw new NotAnEvent("TOO_LARGE", "The attribute " + name + " is too long.");
    }
    if (!Json.isStorable(value) || value.codePoints().anyMatch(Character::isISOControl)) {
      throw NotAnEvent.envelope("The attribute " + name + " contains a control character.");
    }
  }

  private static @Nullable OffsetDateTime time(@Nullable String text) throws NotAnEvent {
    if (text == null) {
      return null;
    }
    try {
      OffsetDateTime time = OffsetDateTime.parse(text);
      if (time.getYear() >= 1 && time.getYear() <= 9999) {
        return time;
      }
    } catch (DateTimeException e) {
      // Falls through to the same answer as a year nobody can store.
    }
    throw NotAnEvent.envelope("The attribute time is not a date and time with an offset.");
  }
}
