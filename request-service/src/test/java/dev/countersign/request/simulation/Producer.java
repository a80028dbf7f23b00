package dev.countersign.request.simulation;

import dev.countersign.request.core.Digest;
import dev.countersign.request.core.Opening;
import dev.countersign.request.core.RequestState;
import dev.countersign.request.core.RequestState.Changes;
import dev.countersign.request.core.RequestState.Closed;
import dev.countersign.request.core.RequestState.Held;
import dev.countersign.request.core.RequestState.NotOpened;
import dev.countersign.request.core.RequestState.Pending;
import dev.countersign.request.core.RequestState.Quarantined;
import dev.countersign.request.core.Seen;
import dev.countersign.request.core.Terms;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** What producers mean and what policies make of it. */
final class Producer {
  private Producer() {}

  static String intent(SplittableRandom random) {
    return switch (random.nextInt(8)) {
      case 0 -> "CANCEL";
      case 1 -> "REVISE";
      default -> "OPEN";
    };
  }

  static Opening opening(SplittableRandom random, int policyVersion) {
    var routes = new Routes(random);
    var makers = random.nextInt(6) == 0 ? Set.of(Cast.ROBOT) : Set.of(Cast.MAKER, Cast.HELPER);
    var settings = routes.settings();
    return switch (random.nextInt(10)) {
      case 0 -> new Opening.NotRequired();
      case 1 ->
          new Opening.Unevaluable(makers, "NO_ACTIVE_POLICY", settings.ttl(), settings.override());
      default ->
          new Opening.Required(
              "refund",
              makers,
              new Seen(digest(random.nextInt(1_000_000)), 1, policyVersion),
              routes.tracks(),
              settings);
    };
  }

  private static Digest digest(int number) {
    return new Digest("%064x".formatted(number));
  }

  /** The same event by the version that the request is pinned to. */
  static Opening.Required pinned(Opening.Required required, RequestState state) {
    var terms =
        switch (state) {
          case Pending(var it, _) -> Optional.of(it);
          case Changes(var it, _, _) -> Optional.of(it);
          case NotOpened _, Held _, Quarantined _, Closed _ -> Optional.<Terms>empty();
        };
    if (terms.isEmpty() || required.pinned().payload().hex().endsWith("0")) {
      return required;
    }
    var seen = new Seen(required.pinned().payload(), 1, terms.get().pinned().policyVersion());
    return new Opening.Required(
        required.operation(), required.makers(), seen, required.tracks(), required.settings());
  }
}
