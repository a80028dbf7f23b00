package dev.countersign.request.app;

import dev.countersign.request.core.Canceller;
import dev.countersign.request.core.Opening;
import dev.countersign.request.core.Reason;
import dev.countersign.request.core.RequestCommand;
import dev.countersign.request.core.RequestCommand.Cancel;
import dev.countersign.request.core.RequestCommand.Revise;
import dev.countersign.request.core.RequestCommand.Revoke;
import dev.countersign.request.core.RequestDecider;
import dev.countersign.request.core.RequestState;
import dev.countersign.request.core.RequestState.Changes;
import dev.countersign.request.core.RequestState.Held;
import dev.countersign.request.core.RequestState.Pending;
import dev.countersign.request.core.Revoker;
import dev.countersign.request.core.Ruling;
import dev.countersign.request.core.Settings.IterationPolicy;
import dev.countersign.request.core.Terms;
import java.util.Optional;

/** What a revision of its subject does to a request that is open. */
final class Revisions {
  private Revisions() {}

  /** A revision that is not higher than what the request is about already says nothing new. */
  static boolean isOutdated(Evaluation evaluation, Loaded loaded) {
    var known = loaded.dossier().revision();
    return evaluation
        .dossier()
        .revision()
        .flatMap(revision -> known.map(current -> revision <= current))
        .orElse(false);
  }

  /** The next iteration, judged by the version the request is pinned to (I-9). */
  static Optional<Change> next(Evaluation evaluation, Loaded loaded) {
    return termsOf(loaded.state())
        .flatMap(terms -> judged(evaluation, terms))
        .flatMap(judged -> iterate(judged, loaded));
  }

  private static Optional<Evaluation> judged(Evaluation evaluation, Terms terms) {
    return terms.settings().iterationPolicy() == IterationPolicy.LATEST
        ? Optional.of(evaluation)
        : evaluation.byVersion(terms.pinned().policyVersion());
  }

  private static Optional<Change> iterate(Evaluation judged, Loaded loaded) {
    if (!(judged.opening() instanceof Opening.Required required)) {
      return Optional.empty();
    }
    var ruling = RequestDecider.decide(new Revise(required), loaded.state(), loaded.context());
    return ruling instanceof Ruling.Accepted(var events)
        ? Optional.of(Transition.opening(judged, loaded, events).change())
        : Optional.empty();
  }

  /** A request that cannot go on with the revision ends; the revision opens its own. */
  static Change closed(Evaluation evaluation, Loaded loaded) {
    var events = BatchAnswers.accepted(ending(evaluation, loaded.state()), loaded);
    return Transition.of(loaded, events).change();
  }

  private static RequestCommand ending(Evaluation evaluation, RequestState state) {
    var source = evaluation.dossier().source();
    var event = evaluation.dossier().eventId();
    var reason =
        new Reason(
            evaluation
                .dossier()
                .revision()
                .map(revision -> "superseded by revision " + revision)
                .orElse("superseded by " + event));
    return state instanceof Held
        ? new Revoke(new Revoker.Successor(source, event), reason)
        : new Cancel(new Canceller.Successor(source, event), reason);
  }

  private static Optional<Terms> termsOf(RequestState state) {
    return switch (state) {
      case Pending(var terms, _) -> Optional.of(terms);
      case Changes(var terms, _, _) -> Optional.of(terms);
      case RequestState.NotOpened _, RequestState.Quarantined _, Held _, RequestState.Closed _ ->
          Optional.empty();
    };
  }
}
