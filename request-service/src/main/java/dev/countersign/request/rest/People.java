package dev.countersign.request.rest;

import dev.countersign.platform.web.Caller;
import dev.countersign.platform.web.ProblemException;
import dev.countersign.request.app.Actor;
import dev.countersign.request.core.PersonId;

/** The person behind a call. */
final class People {
  private People() {}

  /** AN-17: a service may produce events; deciding and acting on requests is for people. */
  static Actor.Human acting(Caller caller) {
    if (caller.isIn("producer")) {
      throw new ProblemException(403, "human_required", "Only a person may do this.");
    }
    return new Actor.Human(caller.partner(), new PersonId(caller.person()), caller.groups());
  }
}
