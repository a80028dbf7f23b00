package dev.countersign.request.people;

import java.text.Normalizer;
import java.util.List;

/** Whom a resolver lists under a key, in one canonical spelling. */
public record ResolverEntry(String key, List<String> people) {

  public ResolverEntry {
    key = canonical(key);
    people = Position.canonical(people);
  }

  /** The one spelling of a key, in the table and in an event that asks it. */
  public static String canonical(String key) {
    return Normalizer.normalize(key.strip(), Normalizer.Form.NFC);
  }
}
