package dev.countersign.request.people;

/** What became of a person somebody wanted in the directory. */
public sealed interface PutResult {

  /** The directory says so now. */
  record Stored(Person person) implements PutResult {}

  /** Another version stands there than the one that was to be replaced. */
  record VersionMismatch() implements PutResult {}

  /** The human behind the service account is not an active person of the directory. */
  record HumanUnknown() implements PutResult {}
}
