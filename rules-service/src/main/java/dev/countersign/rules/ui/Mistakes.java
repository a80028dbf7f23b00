package dev.countersign.rules.ui;

import dev.countersign.rules.json.InvalidPolicy.Problem;
import dev.countersign.rules.ui.words.SaidWords;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What is wrong with the fields of the form that was sent, by the name of the setting.
 *
 * @param form which form it was, such as {@code level} or {@code band/bands/1}
 */
public record Mistakes(String form, Map<String, String> byField) {

  static final Mistakes NONE = new Mistakes("", Map.of());

  private static final Pattern OF_A_STEP =
      Pattern.compile(".*(?:steps|always)\\[\\d+\\]\\.?(\\w*).*");
  private static final Pattern NAME_OF_A_TRACK = Pattern.compile(".*tracks\\[\\d+\\]\\.name");
  private static final Pattern LAST = Pattern.compile(".*?(\\w+)(?:\\[\\d+\\])?$");

  public Mistakes {
    byField = Map.copyOf(byField);
  }

  /** The sentence to say beside a field, empty if there is none. */
  public String at(String inForm, String field) {
    return form.equals(inForm) ? byField.getOrDefault(field, "") : "";
  }

  public boolean isIn(String inForm) {
    return form.equals(inForm);
  }

  static Mistakes of(String form, List<Problem> problems, SaidWords words) {
    var byField = new LinkedHashMap<String, String>();
    for (var problem : problems) {
      var sentence = Notices.advice(problem, words) + " (" + problem.code() + ")";
      byField.merge(field(problem.path()), sentence, (one, other) -> one + " " + other);
    }
    return new Mistakes(form, byField);
  }

  /** What a step as a whole is accused of is that it does not say whom it asks. */
  private static String field(String path) {
    var step = OF_A_STEP.matcher(path);
    if (step.matches()) {
      return step.group(1).isEmpty() ? "approvers" : step.group(1);
    }
    if (NAME_OF_A_TRACK.matcher(path).matches()) {
      return "track";
    }
    var last = LAST.matcher(path);
    return last.matches() ? last.group(1) : "";
  }
}
