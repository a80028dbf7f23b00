package dev.countersign.request.ui;

import java.util.List;

/** What just came of the person's own action, said once at the top of the page. */
public record Notice(String tone, String title, List<String> lines) {

  public Notice {
    lines = List.copyOf(lines);
  }

  static Notice of(String tone, String title, String... lines) {
    return new Notice(tone, title, List.of(lines));
  }

  public boolean isBad() {
    return !tone.equals("positive");
  }
}
