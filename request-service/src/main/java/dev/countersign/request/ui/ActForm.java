package dev.countersign.request.ui;

import java.util.List;

/**
 * One thing a person may do to a request besides deciding it, as a form. With a {@code hindrance}
 * it is only said why the button is off.
 */
public record ActForm(
    String path,
    Wording wording,
    Input input,
    String idempotencyKey,
    String hindrance,
    boolean open,
    String reason) {

  /** What it is called, what it means, and what the button says, in which tone. */
  public record Wording(String title, String hint, String button, String tone, String reasonLabel) {

    /** Empty where the act needs no reason. */
    public boolean isReasoned() {
      return !reasonLabel.isEmpty();
    }
  }

  /** What the form asks for, and what it carries along. */
  public record Input(List<Hidden> hidden, List<Choice> choices, List<Text> texts) {
    static final Input NONE = new Input(List.of(), List.of(), List.of());

    public Input {
      hidden = List.copyOf(hidden);
      choices = List.copyOf(choices);
      texts = List.copyOf(texts);
    }
  }

  /** A value that goes back as it came. */
  public record Hidden(String name, String value) {}

  /** One of several. */
  public record Choice(String name, String label, List<Option> options) {
    public Choice {
      options = List.copyOf(options);
    }
  }

  /** One of the values of a choice. */
  public record Option(String value, String text) {}

  /** A line to be written, and what was written there before. */
  public record Text(String name, String label, String value) {}

  /** Unique on the page: there may be one form of a kind for each open step. */
  public String key() {
    return path + input.hidden().stream().map(Hidden::value).reduce("", (a, b) -> a + "-" + b);
  }

  public boolean isHindered() {
    return !hindrance.isEmpty();
  }
}
