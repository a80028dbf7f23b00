package dev.countersign.request.ui;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.request.core.Settings.Editing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A material field that the policy lets a checker change: what it says, and what was typed (C-11).
 */
public record Editable(String name, String label, Kind kind, String was, String typed) {
  /** More of them is a form for the producer, not for who decides. */
  private static final int MOST = 20;

  /** What the producer wrote there, so that a new value comes as the same. */
  public enum Kind {
    TEXT,
    NUMBER,
    FLAG
  }

  /** Only what stands there as one value; lists and objects have no box to be typed into. */
  static List<Editable> of(JsonNode material, Editing editing, Map<String, String> typed) {
    var fields = new ArrayList<Editable>();
    material
        .properties()
        .forEach(member -> {
          var name = member.getKey();
          kindOf(member.getValue())
              .filter(_ -> editing.allows(Set.of(name)) && fields.size() < MOST)
              .map(kind -> of(name, kind, member.getValue(), typed))
              .ifPresent(fields::add);
        });
    return List.copyOf(fields);
  }

  private static Editable of(String name, Kind kind, JsonNode value, Map<String, String> typed) {
    var was =
        kind == Kind.NUMBER
            ? value.decimalValue().toPlainString()
            : value.isNull() ? "" : value.asText();
    return new Editable(name, Words.of(name), kind, was, typed.getOrDefault(name, was));
  }

  private static Optional<Kind> kindOf(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING, NULL -> Optional.of(Kind.TEXT);
      case NUMBER -> Optional.of(Kind.NUMBER);
      case BOOLEAN -> Optional.of(Kind.FLAG);
      case ARRAY, OBJECT, BINARY, POJO, MISSING -> Optional.empty();
    };
  }

  public boolean isFlag() {
    return kind == Kind.FLAG;
  }

  public boolean isNumber() {
    return kind == Kind.NUMBER;
  }

  public boolean isTyped() {
    return !typed.equals(was);
  }
}
