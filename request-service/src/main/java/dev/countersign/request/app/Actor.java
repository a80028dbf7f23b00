package dev.countersign.request.app;

import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.SignIn;
import java.util.Set;

/** Who asks. Every use case takes one, so that forgetting to authenticate does not compile. */
public sealed interface Actor {

  /** A person with a verified token; {@code groups} are platform roles, never approver roles. */
  record Human(String partner, PersonId person, Set<String> groups, SignIn signIn)
      implements Actor {
    public static final String OPERATOR = "operator";

    public Human {
      groups = Set.copyOf(groups);
    }

    /** For what does not depend on how somebody signed in. */
    public Human(String partner, PersonId person, Set<String> groups) {
      this(partner, person, groups, SignIn.UNKNOWN);
    }

    boolean isOperator() {
      return groups.contains(OPERATOR);
    }
  }

  /** One of the services of the loop; its message names the partner. */
  record Service(String name) implements Actor {}
}
