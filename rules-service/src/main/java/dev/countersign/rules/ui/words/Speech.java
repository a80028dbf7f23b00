package dev.countersign.rules.ui.words;

import dev.countersign.platform.page.Bundles;
import dev.countersign.platform.page.Language;
import dev.countersign.platform.page.Viewer;
import dev.countersign.rules.core.condition.ConditionVocabulary;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

/** Says sentences to whoever looks at a page, in their language. */
@ApplicationScoped
@Named("speech")
public class Speech {

  private final Bundles<SaidWords> words = Bundles.of(SaidWords.class);
  private final Bundles<ConditionMessages> conditions = Bundles.of(ConditionMessages.class);
  private final Viewer viewer;

  Speech(Viewer viewer) {
    this.viewer = viewer;
  }

  public Language language() {
    return viewer.language();
  }

  public SaidWords words() {
    return words.in(language());
  }

  /** The words of a condition. */
  public ConditionVocabulary conditions() {
    return conditions.in(language());
  }

  public String say(Sentence sentence) {
    return sentence.in(words());
  }
}
