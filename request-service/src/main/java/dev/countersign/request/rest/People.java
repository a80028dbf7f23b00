package dev.countersign.request.rest;

import dev.countersign.platform.web.Caller;
import dev.countersign.request.app.Actor;
import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.SignIn;

/** The person behind a call. */
final class People {
  private People() {}

  /** AN-17: a service may produce events; deciding and acting on requests is for people. */
  static Actor.Human acting(Caller caller) {
    caller.requireHuman();
    return new Actor.Human(
        caller.partner(),
        new PersonId(caller.person()),
        caller.groups(),
        new SignIn(caller.signedInAt(), caller.signInLevel()));
  }
}
