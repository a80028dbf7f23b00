package dev.countersign.rules.core.operation;

import dev.countersign.rules.core.condition.FactTypes;
import dev.countersign.rules.core.money.SignRule;
import java.util.List;
import java.util.Map;

/** One entry of the operation registry. It is data: a new one needs no deploy. */
public record Operation(
    OperationCode code,
    String title,
    List<String> aliases,
    Map<String, Intent> eventTypes,
    FactPaths paths,
    Material material,
    AmountUse amountUse,
    SignRule signRule,
    FactTypes facts) {

  public Operation {
    aliases = List.copyOf(aliases);
    eventTypes = Map.copyOf(eventTypes);
  }

  /** Whether events of this operation carry an amount at all; bands are refused where none does. */
  public enum AmountUse {
    REQUIRED,
    NONE
  }
}
