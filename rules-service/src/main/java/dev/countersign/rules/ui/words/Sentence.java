package dev.countersign.rules.ui.words;

/** Something to be said to a person, in whichever language they read. */
@FunctionalInterface
public interface Sentence {
  String in(SaidWords words);
}
