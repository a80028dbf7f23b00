package dev.countersign.rules.ui.words;

import io.quarkus.qute.i18n.MessageBundle;

/** The words of a draft as code; what they are stands in {@code messages/yaml_*}. */
@MessageBundle(value = "yaml", locale = "en")
public interface YamlWords {
  String title(int number);

  String heading(int number);

  String asTables();

  String mistakes();

  String line();

  String says();

  String instead();

  String wouldChange();

  String nothing();

  String setting();

  String before();

  String then();

  String wouldFind();

  String policy();

  String preview();

  String save();

  String onlyDraft();
}
