package dev.countersign.request.core;

import java.util.Set;

/** A person who acts by a platform role, as a verified token says. */
public record Official(PersonId person, Set<PlatformRole> roles) {

  /** The platform roles that have a say in requests. */
  public enum PlatformRole {
    OPERATOR,
    PARTNER_ADMIN,
    CONTROLLER
  }

  public Official {
    roles = Set.copyOf(roles);
  }

  public boolean is(PlatformRole role) {
    return roles.contains(role);
  }
}
