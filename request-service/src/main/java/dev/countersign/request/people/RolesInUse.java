package dev.countersign.request.people;

import io.smallrye.mutiny.Uni;
import java.util.Set;

/**
 * The approver roles that live policies name. Whenever one of them has no eligible person, by a new
 * policy or by a change of the directory, a configuration alert says so once, before any request
 * waits for nobody (F-136, F-137).
 */
public interface RolesInUse {

  /** What the policies of one operation of a partner name now. */
  record Named(String partner, String operation, Set<String> roles) {
    public Named {
      roles = Set.copyOf(roles);
    }
  }

  Uni<Void> learn(Named named);
}
