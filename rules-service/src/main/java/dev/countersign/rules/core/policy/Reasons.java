package dev.countersign.rules.core.policy;

import dev.countersign.rules.core.partner.Preset;

/** From whom a reason is demanded (C-10). */
public record Reasons(boolean fromMaker, boolean toApprove, boolean toReject) {

  public static Reasons of(Preset preset) {
    return switch (preset) {
      case STRICT_MAKER_CHECKER -> new Reasons(true, true, true);
      case LIGHTWEIGHT -> new Reasons(false, false, true);
    };
  }
}
