package dev.countersign.request.core;

import dev.countersign.request.core.RequestState.Changes;
import dev.countersign.request.core.RequestState.Closed;
import dev.countersign.request.core.RequestState.Held;
import dev.countersign.request.core.RequestState.NotOpened;
import dev.countersign.request.core.RequestState.Overridden;
import dev.countersign.request.core.RequestState.Pending;
import dev.countersign.request.core.RequestState.Quarantined;
import dev.countersign.request.core.RequestState.SelfApproved;
import dev.countersign.request.core.people.Directory;

/** SD-05: what a human did under one account, the same human did under every other one. */
final class Accounts {
  private Accounts() {}

  /** The state, its makers and everybody involved named by all accounts that the ruling knows. */
  static RequestState known(RequestState state, Directory directory) {
    if (directory.otherAccounts().isEmpty()) {
      return state;
    }
    return switch (state) {
      case Pending(var terms, var tracks) -> new Pending(known(terms, directory), tracks);
      case Changes(var terms, var tracks, var left) ->
          new Changes(known(terms, directory), tracks, left);
      case Held(var terms, var tracks, var at) -> new Held(known(terms, directory), tracks, at);
      case Quarantined(var makers, var expiresAt, var override, var attention) ->
          new Quarantined(directory.withOtherAccounts(makers), expiresAt, override, attention);
      case Overridden(var tracks, var involved, var reviewBy, var review) ->
          new Overridden(tracks, directory.withOtherAccounts(involved), reviewBy, review);
      case SelfApproved(var tracks, var involved, var reviewBy, var review) ->
          new SelfApproved(tracks, directory.withOtherAccounts(involved), reviewBy, review);
      case NotOpened notOpened -> notOpened;
      case Closed closed -> closed;
    };
  }

  private static Terms known(Terms terms, Directory directory) {
    return terms.madeBy(directory.withOtherAccounts(terms.makers()));
  }
}
