package dev.countersign.request.simulation;

import dev.countersign.request.core.Digest;
import dev.countersign.request.core.Opening;
import dev.countersign.request.core.Seen;
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
}
