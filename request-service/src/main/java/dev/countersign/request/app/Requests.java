package dev.countersign.request.app;

import dev.countersign.request.core.PeopleAsked;
import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.RequestCommand.Overrides;
import dev.countersign.request.core.RequestId;
import dev.countersign.request.core.RequestState;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** The store of requests: one transaction per change, repeated when somebody was faster. */
public interface Requests {

  /** One request of one partner, and the person whose standing matters for the ruling. */
  record Target(String partner, RequestId request, Optional<PersonId> person) {}

  /** A ruling in progress; asked again from the start whenever the request has moved on. */
  interface Conversation<T> {

    /** The people the ruling may need besides the target's person. */
    PeopleAsked peopleAsked(RequestState state, Emergency emergency);

    /** Whether the ruling needs to know of the partner's overrides and of a witness. */
    default boolean isEmergency() {
      return false;
    }

    /**
     * Whether others of the same partner may be read, written and committed along with it. Each is
     * ruled on by itself all the same, and none waits long for another.
     */
    default boolean isShared() {
      return false;
    }

    /** The ruling on a request that exists. */
    Reply<T> reply(Loaded loaded, Emergency emergency);

    /** The reply when this partner has no such request. */
    T unknown();
  }

  /** What an override depends on: those before it, and who attested to this one just now. */
  record Emergency(Overrides soFar, Optional<PersonId> witness) {
    public static final Emergency NONE = new Emergency(new Overrides(0, 0), Optional.empty());
  }

  /** What a ruling says, and what is to be written for it, if anything. */
  record Reply<T>(T result, Optional<Change> change) {}

  <T> Uni<T> change(Target target, Conversation<T> conversation);
}
