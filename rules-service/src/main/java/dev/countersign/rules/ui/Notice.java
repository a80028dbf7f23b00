package dev.countersign.rules.ui;

import java.util.List;

/**
 * What came of the person's own action, said once at the top of the page.
 *
 * @param code the stable code of a refusal; empty where something was done
 */
public record Notice(String title, List<String> lines, String code) {

  public Notice {
    lines = List.copyOf(lines);
  }

  static Notice good(String title, String line) {
    return new Notice(title, List.of(line), "");
  }

  public boolean isBad() {
    return !code.isEmpty();
  }

  public String tone() {
    return isBad() ? "negative" : "positive";
  }
}
