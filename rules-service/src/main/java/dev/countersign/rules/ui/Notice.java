package dev.countersign.rules.ui;

import dev.countersign.rules.ui.words.Sentence;
import java.util.List;

/**
 * What came of the person's own action, said once at the top of the page.
 *
 * @param code the stable code of a refusal; empty where something was done
 */
public record Notice(Sentence title, List<Sentence> lines, String code) {

  public Notice {
    lines = List.copyOf(lines);
  }

  static Notice good(Sentence title, Sentence line) {
    return new Notice(title, List.of(line), "");
  }

  public boolean isBad() {
    return !code.isEmpty();
  }

  public String tone() {
    return isBad() ? "negative" : "positive";
  }
}
