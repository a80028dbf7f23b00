package dev.countersign.request.app.message;

import dev.countersign.request.core.step.Quorum;
import dev.countersign.request.core.step.Quorum.All;
import dev.countersign.request.core.step.Quorum.Any;
import dev.countersign.request.core.step.Quorum.Count;
import dev.countersign.request.core.step.Quorum.Majority;
import dev.countersign.request.core.step.Quorum.Percent;
import java.util.Optional;

/** The words of a quorum in messages and in rows. */
public final class Quorums {
  private Quorums() {}

  public static String kindOf(Quorum quorum) {
    return switch (quorum) {
      case Any _ -> "ANY";
      case All _ -> "ALL";
      case Majority _ -> "MAJORITY";
      case Percent _ -> "PERCENT";
      case Count _ -> "COUNT";
    };
  }

  public static Optional<Integer> countOf(Quorum quorum) {
    return quorum instanceof Count(var n) ? Optional.of(n) : Optional.empty();
  }

  public static Optional<Integer> percentOf(Quorum quorum) {
    return quorum instanceof Percent(var percent) ? Optional.of(percent) : Optional.empty();
  }

  static Quorum read(Fields quorum) {
    try {
      return switch (quorum.require("kind")) {
        case "ANY" -> new Any();
        case "ALL" -> new All();
        case "MAJORITY" -> new Majority();
        case "PERCENT" -> new Percent(quorum.requireNumber("percent"));
        case "COUNT" -> new Count(quorum.number("n").orElse(1));
        default -> throw new InvalidMessage("quorum has an unknown kind");
      };
    } catch (IllegalArgumentException e) {
      throw new InvalidMessage("quorum cannot be counted", e);
    }
  }
}
