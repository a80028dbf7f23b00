package dev.countersign.request.ui;

import java.util.ArrayList;
import java.util.List;

/** What just came of the person's own action, said once at the top of the page. */
public record Notice(String tone, String title, List<String> lines) {

  public Notice {
    lines = List.copyOf(lines);
  }

  static Notice of(String tone, String title, String... lines) {
    return new Notice(tone, title, List.of(lines));
  }

  Notice and(String line) {
    var more = new ArrayList<>(lines);
    more.add(line);
    return new Notice(tone, title, more);
  }

  public boolean isBad() {
    return !tone.equals("positive");
  }
}
