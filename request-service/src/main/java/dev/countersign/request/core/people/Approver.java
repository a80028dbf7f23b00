package dev.countersign.request.core.people;

import dev.countersign.request.core.PersonId;
import java.util.Optional;

/** Whom a step asks (C-13), and the branch and location they must be in charge of (F-094). */
public record Approver(Whom whom, Optional<String> branch, Optional<String> location) {

  /** One way to say who. */
  public sealed interface Whom {}

  public record User(PersonId person) implements Whom {}

  public record HasRole(Role role) implements Whom {}

  public record InGroup(Group group) implements Whom {}

  /** The manager so many levels above the maker, or above the approvers of the step before. */
  public record ManagerOf(Anchor anchor, int levels) implements Whom {
    public ManagerOf {
      if (levels < 1) {
        throw new IllegalArgumentException("Expected at least one level, but got " + levels);
      }
    }
  }

  /** Whoever stands on that line when somebody decides. */
  public record Listed(Listing line) implements Whom {}

  /** Whose manager is asked. */
  public enum Anchor {
    MAKER,
    APPROVER
  }

  public static Approver user(PersonId person) {
    return new Approver(new User(person), Optional.empty(), Optional.empty());
  }

  public static Approver role(Role role) {
    return new Approver(new HasRole(role), Optional.empty(), Optional.empty());
  }

  public static Approver group(Group group) {
    return new Approver(new InGroup(group), Optional.empty(), Optional.empty());
  }

  public static Approver listed(String resolver, String key) {
    return new Approver(new Listed(new Listing(resolver, key)), Optional.empty(), Optional.empty());
  }

  public static Approver managerOf(Anchor anchor, int levels) {
    return new Approver(new ManagerOf(anchor, levels), Optional.empty(), Optional.empty());
  }
}
