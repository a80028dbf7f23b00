package dev.countersign.notification.app;

import dev.countersign.notification.core.Digest;
import dev.countersign.notification.core.Gathered;
import dev.countersign.notification.core.NextStep;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A digest before it is sent, and what its end is for the deliveries gathered in it. */
record DigestParts(PersonErrand whole, Digest digest) {

  static DigestParts of(PersonErrand errand) {
    var person = errand.claimed().recipient();
    return new DigestParts(errand, Digest.of(person, errand.gathered(), errand.history()));
  }

  /** The errand with what is worth telling. */
  PersonErrand errand() {
    return new PersonErrand(
        whole.claimed(),
        whole.addressee(),
        whole.progress(),
        whole.votes(),
        whole.names(),
        digest.kept(),
        whole.history());
  }

  Settled settled(Settled attempt) {
    return endOfKept(attempt.next())
        .map(end ->
            new Settled(
                attempt.claimed(),
                attempt.result(),
                attempt.next(),
                Stream.concat(
                        ends(digest.kept(), end),
                        ends(digest.overtaken(), new NextStep.Suppress("DECIDED_MEANWHILE")))
                    .toList()))
        .orElse(attempt);
  }

  /** A digest that is given up lets each of its parts try for itself: nothing is lost with it. */
  private static Optional<NextStep> endOfKept(NextStep end) {
    return switch (end) {
      case NextStep.TryAgain _ -> Optional.empty();
      case NextStep.GiveUp(var reason) ->
          Optional.of(new NextStep.TryAgain(Duration.ZERO, "DIGEST_" + reason));
      case NextStep.Sent _, NextStep.Suppress _ -> Optional.of(end);
    };
  }

  private Stream<Settled.Part> ends(List<Gathered> gathered, NextStep end) {
    var partnerId = whole.claimed().id().partnerId();
    return gathered.stream()
        .map(one -> new Settled.Part(new DeliveryId(partnerId, one.delivery()), end));
  }
}
