package dev.countersign.rules.rest;

import dev.countersign.rules.app.OperationRegistry.Entry;
import dev.countersign.rules.core.condition.Fact;
import dev.countersign.rules.core.condition.FactType;
import dev.countersign.rules.core.condition.FactTypes;
import dev.countersign.rules.core.money.SignRule;
import dev.countersign.rules.core.operation.FactPaths;
import dev.countersign.rules.core.operation.Intent;
import dev.countersign.rules.core.operation.Material;
import dev.countersign.rules.core.operation.Operation;
import dev.countersign.rules.core.operation.Operation.AmountUse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An operation; {@code material} is empty where the whole data is material. */
@Schema(name = "OperationView")
public record OperationView(
    String code,
    String title,
    List<String> aliases,
    Map<String, Intent> eventTypes,
    AmountUse amount,
    SignRule sign,
    Map<String, String> paths,
    Map<String, String> material,
    @Schema(description = "The declared facts by the name conditions use (F-021).")
        Map<String, FactView> facts,
    @Schema(description = "Whether conditions may read any field or declared facts only.")
        FactTypes.Exposure factExposure) {

  /** Where a fact stands in the data, and what it is. */
  @Schema(name = "DeclaredFact")
  public record FactView(String path, FactType type) {
    static FactView of(Fact fact) {
      return new FactView(fact.path().toString(), fact.type());
    }
  }

  static OperationView of(Entry entry) {
    return of(entry.operation());
  }

  static OperationView of(Operation it) {
    var facts = new TreeMap<String, FactView>();
    it.facts().declared().forEach((name, fact) -> facts.put(name, FactView.of(fact)));
    return new OperationView(
        it.code().value(),
        it.title(),
        it.aliases(),
        new TreeMap<>(it.eventTypes()),
        it.amountUse(),
        it.signRule(),
        paths(it.paths()),
        material(it.material()),
        facts,
        it.facts().exposure());
  }

  private static Map<String, String> paths(FactPaths paths) {
    return new TreeMap<>(
        Map.of(
            "amount", paths.amount().toString(),
            "currency", paths.currency().toString(),
            "maker", paths.maker().toString(),
            "makerReason", paths.makerReason().toString(),
            "branch", paths.branch().toString(),
            "contributors", paths.contributors().toString()));
  }

  private static Map<String, String> material(Material material) {
    return switch (material) {
      case Material.WholeData _ -> Map.of();
      case Material.Selected(var fields) -> {
        var names = new TreeMap<String, String>();
        fields.forEach(field -> names.put(field.name(), field.path().toString()));
        yield names;
      }
    };
  }
}
