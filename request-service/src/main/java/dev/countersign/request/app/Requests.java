package dev.countersign.request.app;

import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.RequestId;
import dev.countersign.request.core.RequestState;
import dev.countersign.request.core.people.Role;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.Set;

/** The store of requests: one transaction per change, repeated when somebody was faster. */
public interface Requests {

  /** One request of one partner, and the person whose standing matters for the ruling. */
  record Target(String partner, RequestId request, Optional<PersonId> person) {}

  /** A ruling in progress; asked again from the start whenever the request has moved on. */
  interface Conversation<T> {

    /** The roles whose members the ruling may need. */
    Set<Role> rolesAsked(RequestState state);

    /** The ruling on a request that exists. */
    Reply<T> reply(Loaded loaded);

    /** The reply when this partner has no such request. */
    T unknown();
  }

  /** What a ruling says, and what is to be written for it, if anything. */
  record Reply<T>(T result, Optional<Change> change) {}

  <T> Uni<T> change(Target target, Conversation<T> conversation);
}
