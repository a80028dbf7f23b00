package dev.countersign.rules.core.policy;

import dev.countersign.rules.core.partner.Lock;
import dev.countersign.rules.core.partner.Preset;
import java.util.List;
import java.util.Optional;

/**
 * From whom a reason is demanded (C-10).
 *
 * @param minLength the least number of characters of any reason, blanks at its ends not counted
 * @param prompt what approvers are asked for
 */
public record Reasons(
    boolean fromMaker,
    boolean toApprove,
    boolean toReject,
    int minLength,
    Optional<String> prompt) {

  public static Reasons of(Preset preset) {
    return switch (preset) {
      case STRICT_MAKER_CHECKER -> new Reasons(true, true, true, 1, Optional.empty());
      case LIGHTWEIGHT -> new Reasons(false, false, true, 1, Optional.empty());
    };
  }

  Reasons under(List<String> locks) {
    return Lock.REASONS_REQUIRED.isIn(locks)
        ? new Reasons(true, true, true, minLength, prompt)
        : this;
  }
}
