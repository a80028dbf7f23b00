package dev.countersign.rules.core.route;

import dev.countersign.rules.core.PersonId;
import dev.countersign.rules.core.policy.Approver.Whose;
import java.util.Optional;

/** Whom a step asks, with every fact filled in. A branch or location narrows it. */
public record RouteApprover(Whom whom, Optional<String> branch, Optional<String> location) {

  /** A person, or a description of people that the directory understands. */
  public sealed interface Whom {

    /** This one. */
    record Person(PersonId id) implements Whom {}

    /** Everyone with the role. */
    record HoldersOf(String role) implements Whom {}

    /** Everyone of the group. */
    record MembersOf(String group) implements Whom {}

    /** The manager so many levels above. */
    record ManagerOf(Whose whose, int levels) implements Whom {}

    /** Everyone whom a resolver lists under the key. */
    record ListedBy(String resolver, String key) implements Whom {}
  }
}
