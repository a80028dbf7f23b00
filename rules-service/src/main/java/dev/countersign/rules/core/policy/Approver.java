package dev.countersign.rules.core.policy;

import dev.countersign.rules.core.Path;
import dev.countersign.rules.core.PersonId;

/**
 * Whom a step asks (C-13). Who of them may really decide (leave, scope, not a maker) is always
 * applied on top, where people are known (F-135).
 */
public sealed interface Approver {

  /** One person. */
  record User(PersonId person, Scope scope) implements Approver {}

  /** Everyone with a role, in the partner's own words. */
  record Role(String role, Scope scope) implements Approver {}

  /** Everyone of a group of the directory. */
  record Group(String group, Scope scope) implements Approver {}

  /** The manager so many levels above. */
  record ManagerOf(Whose whose, int levels, Scope scope) implements Approver {}

  /** The person whom the event names at this path. */
  record Attribute(Path path, Scope scope) implements Approver {}

  /** Those whom a resolver, a table the partner keeps, lists under the key at this path. */
  record Resolver(String resolver, Path by, Scope scope) implements Approver {}

  /** Above whom a manager stands. */
  enum Whose {
    MAKER,
    /** Those who approved the step before. */
    APPROVER
  }

  Scope scope();

  static Approver role(String role) {
    return new Role(role, Scope.EVERYWHERE);
  }
}
