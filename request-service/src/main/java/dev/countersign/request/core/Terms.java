package dev.countersign.request.core;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * What an iteration of a request was opened with; the maker set decides nothing (C-09, N-07). The
 * voters are no part of any event: they follow from the votes.
 */
public record Terms(
    String operation,
    Set<PersonId> makers,
    Seen pinned,
    Instant expiresAt,
    Settings settings,
    Voters voters) {
  public Terms {
    makers = Set.copyOf(makers);
  }

  /** Terms under which nobody has voted yet. */
  public Terms(
      String operation, Set<PersonId> makers, Seen pinned, Instant expiresAt, Settings settings) {
    this(operation, makers, pinned, expiresAt, settings, Voters.NONE);
  }

  /**
   * What the tracks do not say of the votes.
   *
   * @param before who decided in an earlier iteration, and for whom
   * @param asMakers who voted as a maker, by whatever account (SD-05)
   */
  public record Voters(Set<PersonId> before, Set<PersonId> asMakers) {
    static final Voters NONE = new Voters(Set.of(), Set.of());

    public Voters {
      before = Set.copyOf(before);
      asMakers = Set.copyOf(asMakers);
    }
  }

  /** Whether this person is kept from deciding because of what they made. */
  public boolean excludes(PersonId person) {
    return settings.selfApproval() == Settings.SelfApproval.FORBIDDEN && makers.contains(person);
  }

  Terms expiringAt(Instant instant) {
    return new Terms(operation, makers, pinned, instant, settings, voters);
  }

  Terms madeBy(Set<PersonId> everyone) {
    return new Terms(operation, everyone, pinned, expiresAt, settings, voters);
  }

  Terms votedBy(Voters known) {
    return new Terms(operation, makers, pinned, expiresAt, settings, known);
  }

  /** Known by now: this person has voted as a maker. */
  Terms selfApprovedBy(PersonId person) {
    var asMakers = new HashSet<>(voters.asMakers());
    asMakers.add(person);
    return votedBy(new Voters(voters.before(), asMakers));
  }

  /** The same content once more, as the next iteration. */
  Terms again() {
    var next = new Seen(pinned.payload(), pinned.iteration() + 1, pinned.policyVersion());
    return new Terms(operation, makers, next, expiresAt, settings);
  }
}
