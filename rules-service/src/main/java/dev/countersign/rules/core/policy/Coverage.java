package dev.countersign.rules.core.policy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which amounts a rule speaks of, and whom it asks about them. */
public sealed interface Coverage {

  /** Whatever the amount, even without one (F-065). */
  record Always(Plan plan) implements Coverage {}

  /**
   * By amount: each band asks its own people; below the lowest one of a currency nobody is asked.
   */
  record ByAmount(List<Band> bands) implements Coverage {
    public ByAmount {
      bands = List.copyOf(bands);
    }
  }

  /** Everybody it may ask, plan by plan. */
  default Stream<Plan> plans() {
    return switch (this) {
      case Always(var plan) -> Stream.of(plan);
      case ByAmount(var bands) -> bands.stream().map(Band::plan);
    };
  }

  /**
   * The amounts of one currency from an edge up to the next band's edge (C-03). An upper edge may
   * be written down too; it then has to be the next band's lower one, or the analysis objects.
   *
   * @param requiresApproval whether the lower edge itself belongs to the band
   */
  record Band(
      String currency,
      BigDecimal from,
      RequiresApproval requiresApproval,
      Optional<BigDecimal> to,
      Plan plan) {}

  /** On which side of an edge the edge itself lies (C-03, F-218). */
  enum RequiresApproval {
    /** The edge belongs to the band above it: S1 and S4. */
    AT_OR_ABOVE,
    /** The edge belongs to the band below it: S0 and S3. */
    ABOVE
  }
}
