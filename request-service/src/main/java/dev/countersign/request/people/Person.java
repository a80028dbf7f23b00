package dev.countersign.request.people;

/**
 * One person of a partner's directory. The version grows by one with every change, so that a reader
 * of the topic can ignore an older record.
 */
public record Person(String partner, String id, PersonDraft details, int version) {

  /** Whether a change would change nothing. */
  public boolean saysTheSameAs(PersonDraft draft) {
    return details.equals(draft);
  }
}
