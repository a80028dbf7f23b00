package dev.countersign.verifier;

/** Something that is not as it was written, and where. */
public record Finding(Place place, Problem problem) {

  /** Where something is wrong. */
  public sealed interface Place {}

  /** An entry of a request's ledger. */
  public record AtEntry(String request, int seq) implements Place {
    @Override
    public String toString() {
      return "request " + request + ", entry " + seq;
    }
  }

  /** A checkpoint of the partner. */
  public record AtCheckpoint(int seq) implements Place {
    @Override
    public String toString() {
      return "checkpoint " + seq;
    }
  }

  @Override
  public String toString() {
    return place + ": " + problem + ". " + problem.sentence();
  }
}
