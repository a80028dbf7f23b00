package dev.countersign.rules.ui.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** How many: of the people asked for an approval, or of rejections for an end. */
public record Counted(String kind, String number) {

  private static final String COUNT = "COUNT";
  private static final String PERCENT = "PERCENT";
  private static final String FIRST = "FIRST_REJECTION";

  static Counted quorum(ObjectNode step) {
    return of(step.path("quorum"));
  }

  /** A quorum of whatever kind; one person or track where nothing is said. */
  static Counted of(JsonNode quorum) {
    return switch (quorum.path("kind").asText("")) {
      case "" -> new Counted(COUNT, "1");
      case COUNT -> new Counted(COUNT, quorum.path("n").asText());
      case PERCENT -> new Counted(PERCENT, quorum.path("percent").asText());
      default -> new Counted(quorum.path("kind").asText(), "");
    };
  }

  static Counted rejection(ObjectNode step) {
    return new Counted(
        step.path("rejectionRule").asText(FIRST), step.path("rejections").asText(""));
  }

  void writeQuorum(ObjectNode step) {
    write(step.putObject("quorum"));
  }

  void write(ObjectNode quorum) {
    quorum.put("kind", kind);
    if (kind.equals(COUNT) || kind.equals(PERCENT)) {
      Rows.putNumber(quorum, kind.equals(COUNT) ? "n" : "percent", number);
    }
  }

  void writeRejection(ObjectNode step) {
    step.put("rejectionRule", kind);
    step.remove("rejections");
    if (kind.equals(COUNT)) {
      Rows.putNumber(step, "rejections", number);
    }
  }
}
