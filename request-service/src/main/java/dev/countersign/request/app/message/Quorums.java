package dev.countersign.request.app.message;

import dev.countersign.request.core.step.Quorum;
import dev.countersign.request.core.step.Quorum.All;
import dev.countersign.request.core.step.Quorum.Any;
import dev.countersign.request.core.step.Quorum.Count;
import java.util.Optional;

/** The words of a quorum in messages and in rows. */
public final class Quorums {
  private Quorums() {}

  public static String kindOf(Quorum quorum) {
    return switch (quorum) {
      case Any _ -> "ANY";
      case All _ -> "ALL";
      case Count _ -> "COUNT";
    };
  }

  public static Optional<Integer> countOf(Quorum quorum) {
    return quorum instanceof Count(var n) ? Optional.of(n) : Optional.empty();
  }

  /** The quorum of these words, or nothing if this version cannot count so. */
  public static Optional<Quorum> of(String kind, int n) {
    return switch (kind) {
      case "ANY" -> Optional.of(new Any());
      case "ALL" -> Optional.of(new All());
      case "COUNT" -> n >= 1 ? Optional.of(new Count(n)) : Optional.empty();
      default -> Optional.empty();
    };
  }
}
