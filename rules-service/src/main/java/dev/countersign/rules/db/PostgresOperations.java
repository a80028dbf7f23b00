package dev.countersign.rules.db;

import dev.countersign.rules.app.OperationRegistry;
import dev.countersign.rules.core.Path;
import dev.countersign.rules.core.money.SignRule;
import dev.countersign.rules.core.operation.FactPaths;
import dev.countersign.rules.core.operation.Intent;
import dev.countersign.rules.core.operation.Material;
import dev.countersign.rules.core.operation.Operation;
import dev.countersign.rules.core.operation.Operation.AmountUse;
import dev.countersign.rules.core.operation.OperationCode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Reads the operation registry, each time as a whole and in one statement. */
@ApplicationScoped
class PostgresOperations implements OperationRegistry {

  private static final String VERSION = "select version from rules.operation_registry";

  private static final String ALL =
      """
      select o.*,
        (select coalesce(json_agg(a.alias order by a.alias), '[]')
         from rules.operation_alias a where a.operation = o.code) as aliases,
        (select coalesce(json_object_agg(e.event_type, e.intent), '{}')
         from rules.operation_event_type e where e.operation = o.code) as event_types,
        (select coalesce(json_object_agg(m.name, m.path), '{}')
         from rules.operation_material m where m.operation = o.code) as material
      from rules.operation o order by o.code
      """;

  private final Pool pool;

  PostgresOperations(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Uni<Long> version() {
    return pool.query(VERSION).execute().map(rows -> rows.iterator().next().getLong("version"));
  }

  @Override
  public Uni<List<Operation>> all() {
    return pool.query(ALL)
        .execute()
        .map(rows ->
            StreamSupport.stream(rows.spliterator(), false)
                .map(PostgresOperations::operation)
                .toList());
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
        SignRule.valueOf(row.getString("sign_rule")));
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

  private static Map<String, String> texts(JsonObject json) {
    return json.stream()
        .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().toString()));
  }
}
