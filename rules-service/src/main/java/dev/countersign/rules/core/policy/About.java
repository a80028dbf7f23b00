package dev.countersign.rules.core.policy;

/** What people call a policy (F-009). Both may be empty. */
public record About(String name, String description) {

  public static final About NOTHING = new About("", "");
}
