package dev.countersign.rules.db;

import dev.countersign.rules.app.OperationRegistry.Entry;
import dev.countersign.rules.core.Path;
import dev.countersign.rules.core.condition.Fact;
import dev.countersign.rules.core.condition.FactType;
import dev.countersign.rules.core.condition.FactTypes;
import dev.countersign.rules.core.money.SignRule;
import dev.countersign.rules.core.operation.FactPaths;
import dev.countersign.rules.core.operation.Intent;
import dev.countersign.rules.core.operation.Material;
import dev.countersign.rules.core.operation.Operation;
import dev.countersign.rules.core.operation.Operation.AmountUse;
import dev.countersign.rules.core.operation.OperationCode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Rows of the registry as operations. */
final class OperationRows {

  private OperationRows() {}

  static List<Entry> entries(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false)
        .map(row -> new Entry(operation(row), row.getInteger("revision")))
        .toList();
  }

  private static Operation operation(Row row) {
    return new Operation(
        new OperationCode(row.getString("code")),
        row.getString("title"),
        ((JsonArray) row.getJson("aliases")).stream().map(Object::toString).toList(),
        texts((JsonObject) row.getJson("event_types")).entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, it -> Intent.valueOf(it.getValue()))),
        paths(row),
        material(texts((JsonObject) row.getJson("material"))),
        AmountUse.valueOf(row.getString("amount_use")),
        SignRule.valueOf(row.getString("sign_rule")),
        facts(
            (JsonObject) row.getJson("facts"),
            FactTypes.Exposure.valueOf(row.getString("fact_exposure"))));
  }

  private static FactPaths paths(Row row) {
    return new FactPaths(
        Path.of(row.getString("amount_path")),
        Path.of(row.getString("currency_path")),
        Path.of(row.getString("maker_path")),
        Path.of(row.getString("maker_reason_path")),
        Path.of(row.getString("branch_path")),
        Path.of(row.getString("contributors_path")));
  }

  private static Material material(Map<String, String> pathsByName) {
    return pathsByName.isEmpty()
        ? new Material.WholeData()
        : new Material.Selected(
            pathsByName.entrySet().stream()
                .map(it -> new Material.Field(it.getKey(), Path.of(it.getValue())))
                .toList());
  }

  private static FactTypes facts(JsonObject json, FactTypes.Exposure exposure) {
    return FactTypes.of(
        json.stream()
            .collect(Collectors.toMap(Map.Entry::getKey, it -> fact((JsonObject) it.getValue()))),
        exposure);
  }

  private static Fact fact(JsonObject json) {
    return new Fact(Path.of(json.getString("path")), FactType.valueOf(json.getString("type")));
  }

  private static Map<String, String> texts(JsonObject json) {
    return json.stream()
        .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().toString()));
  }
}
