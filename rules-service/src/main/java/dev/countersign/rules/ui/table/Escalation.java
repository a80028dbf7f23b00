package dev.countersign.rules.ui.table;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What happens when nobody answers: after how long, what, and to which level.
 *
 * @param kept a ladder of which the fields can say but a part; it stays as it is
 */
public record Escalation(String after, String what, String to, String kept) {

  private static final String ESCALATE = "ESCALATE";
  private static final Pattern DAYS = Pattern.compile("P([0-9]{1,4})D");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}");

  public boolean isKept() {
    return !kept.isEmpty();
  }

  /** After how many days; none where the time is no number of whole days. */
  public int days() {
    return NUMBER.matcher(after).matches() ? Integer.parseInt(after) : 0;
  }

  static Escalation of(ObjectNode step) {
    var clocks = step.path("clocks");
    var ladder = clocks.path("ladder");
    if (ladder.isMissingNode()) {
      var kind = clocks.path("onTimeout").asText("");
      return new Escalation(days(clocks.path("timeout").asText("")), kind, "", "");
    }
    var rung = ladder.path(0);
    var isPlain =
        ladder.size() == 1
            && rung.has("step")
            && rung.path("mode").asText("ADD").equals("ADD")
            && rung.path("resetClock").asBoolean(true);
    return isPlain
        ? new Escalation(
            days(rung.path("after").asText()), ESCALATE, rung.path("step").asText(), "")
        : new Escalation("", ESCALATE, "", ladder.toString());
  }

  void write(ObjectNode step) {
    var clocks = step.get("clocks") instanceof ObjectNode old ? old.deepCopy() : step.objectNode();
    clocks.remove(List.of("timeout", "onTimeout", "ladder"));
    var time = NUMBER.matcher(after).matches() ? "P" + after + "D" : after;
    if (what.equals(ESCALATE) || !to.isEmpty()) {
      var rung = clocks.putArray("ladder").addObject();
      Rows.putText(rung, "after", time);
      Rows.putText(rung, "step", to);
      // A level beside anything but an escalation would be ignored; the reader refuses it.
      Rows.putText(clocks, "onTimeout", what);
    } else {
      Rows.putText(clocks, "timeout", time);
      Rows.putText(clocks, "onTimeout", what);
    }
    if (clocks.isEmpty()) {
      step.remove("clocks");
    } else {
      step.set("clocks", clocks);
    }
  }

  private static String days(String duration) {
    Matcher days = DAYS.matcher(duration);
    return days.matches() ? days.group(1) : duration;
  }
}
