package dev.countersign.platform.page;

import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import java.util.EnumMap;
import java.util.Map;

/** The messages of one bundle in every language, for what Java says and no template. */
public final class Bundles<T> {

  private final Map<Language, T> byLanguage = new EnumMap<>(Language.class);

  private Bundles(Class<T> bundle) {
    for (var language : Language.values()) {
      byLanguage.put(language, MessageBundles.get(bundle, Localized.Literal.of(language.tag())));
    }
  }

  public static <T> Bundles<T> of(Class<T> bundle) {
    return new Bundles<>(bundle);
  }

  public T in(Language language) {
    T messages = byLanguage.get(language);
    if (messages == null) {
      throw new IllegalStateException("No messages in " + language);
    }
    return messages;
  }
}
