package dev.countersign.rules.core.policy;

import java.math.BigDecimal;
import java.util.List;

/** When a policy asks somebody, and whom. */
public sealed interface Coverage {

  /** Whatever the amount, even without one. */
  record Always(List<Step> steps) implements Coverage {
    public Always {
      steps = List.copyOf(steps);
    }
  }

  /**
   * By amount: each band asks its own steps; below the lowest one of a currency nobody is asked.
   */
  record ByAmount(List<Band> bands) implements Coverage {
    public ByAmount {
      bands = List.copyOf(bands);
    }
  }

  /**
   * From this amount on, inclusive, up to the next band of the same currency, exclusive (C-03). A
   * band has no upper edge of its own, so overlaps, gaps and a bounded top cannot be written down.
   */
  record Band(String currency, BigDecimal from, List<Step> steps) {
    public Band {
      steps = List.copyOf(steps);
    }
  }
}
