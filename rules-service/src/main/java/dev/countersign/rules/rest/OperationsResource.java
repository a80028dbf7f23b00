package dev.countersign.rules.rest;

import dev.countersign.rules.app.LiveRules;
import dev.countersign.rules.core.Path;
import dev.countersign.rules.core.money.SignRule;
import dev.countersign.rules.core.operation.FactPaths;
import dev.countersign.rules.core.operation.Intent;
import dev.countersign.rules.core.operation.Material;
import dev.countersign.rules.core.operation.Operation.AmountUse;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The operation registry: what a producer needs to know to be understood. */
@jakarta.ws.rs.Path("/v1/operations")
@Tag(name = "Operations")
@Produces(MediaType.APPLICATION_JSON)
public class OperationsResource {

  private final LiveRules rules;

  OperationsResource(LiveRules rules) {
    this.rules = rules;
  }

  /** A list of operations. */
  public record OperationList(List<OperationView> items) {}

  /** An operation; {@code material} is empty where the whole data is material. */
  public record OperationView(
      String code,
      String title,
      List<String> aliases,
      Map<String, Intent> eventTypes,
      AmountUse amount,
      SignRule sign,
      Map<String, String> paths,
      Map<String, String> material) {}

  @GET
  @Authenticated
  @Operation(summary = "Everything that can be gated, and where its facts stand in an event")
  public OperationList list() {
    return new OperationList(
        rules.operations().stream()
            .sorted(Comparator.comparing(it -> it.code().value()))
            .map(OperationsResource::view)
            .toList());
  }

  private static OperationView view(dev.countersign.rules.core.operation.Operation it) {
    return new OperationView(
        it.code().value(),
        it.title(),
        it.aliases(),
        new TreeMap<>(it.eventTypes()),
        it.amountUse(),
        it.signRule(),
        paths(it.paths()),
        material(it.material()));
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
        fields.forEach(field -> names.put(field.name(), path(field.path())));
        yield names;
      }
    };
  }

  private static String path(Path path) {
    return path.toString();
  }
}
