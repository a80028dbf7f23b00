package dev.countersign.rules.ui;

import dev.countersign.platform.web.ProblemException;
import dev.countersign.rules.ui.table.Counted;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Texts of a form as they came back. */
final class SentText {

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}");

  private SentText() {}

  static String of(@Nullable String typed) {
    return typed == null ? "" : typed.replace("\r\n", "\n").strip();
  }

  static String at(List<String> typed, int index) {
    return index < typed.size() ? of(typed.get(index)) : "";
  }

  /** A number that the page itself has put into the form. */
  static int number(@Nullable String typed) {
    var text = of(typed);
    if (!NUMBER.matcher(text).matches()) {
      throw new ProblemException(422, "form_invalid", "The form is not one of this page.");
    }
    return Integer.parseInt(text);
  }

  /** A number stands in its field whichever kind is chosen; it says something for some only. */
  static Counted counted(String kind, String number, String one, String other) {
    return new Counted(kind, kind.equals(one) || kind.equals(other) ? number : "");
  }
}
