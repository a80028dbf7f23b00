package dev.countersign.rules.db;

import static dev.countersign.rules.app.Ruling.accept;
import static dev.countersign.rules.app.Ruling.refuse;

import dev.countersign.platform.storage.SqlStates;
import dev.countersign.rules.app.OperationRegistry;
import dev.countersign.rules.app.Refusal;
import dev.countersign.rules.app.Ruling;
import dev.countersign.rules.core.operation.Material;
import dev.countersign.rules.core.operation.Operation;
import dev.countersign.rules.core.operation.OperationCode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The operation registry in PostgreSQL. It belongs to no partner, so it is read and changed outside
 * of any partner's transaction, each time as a whole.
 */
@ApplicationScoped
class PostgresOperations implements OperationRegistry {

  private static final String TAKEN = "23505";

  private final Pool pool;

  PostgresOperations(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Uni<Long> version() {
    return pool.query(OperationSql.VERSION)
        .execute()
        .map(rows -> rows.iterator().next().getLong("version"));
  }

  @Override
  public Uni<List<Operation>> all() {
    return pool.query(OperationSql.ALL)
        .execute()
        .map(rows -> OperationRows.entries(rows).stream().map(Entry::operation).toList());
  }

  @Override
  public Uni<Optional<Entry>> find(OperationCode code) {
    return pool.preparedQuery(OperationSql.ONE)
        .execute(Tuple.of(code.value()))
        .map(rows -> OperationRows.entries(rows).stream().findFirst());
  }

  @Override
  public Uni<Ruling<Entry>> save(Change change) {
    return pool.withTransaction(tx -> save(tx, change))
        .onFailure(failure -> SqlStates.stateOf(failure).filter(TAKEN::equals).isPresent())
        .recoverWithItem(refuse(Refusal.NAME_TAKEN));
  }

  private static Uni<Ruling<Entry>> save(SqlConnection tx, Change change) {
    return tx.preparedQuery(change.revision() == 0 ? OperationSql.ADD : OperationSql.CHANGE)
        .execute(row(change))
        .flatMap(rows ->
            rows.size() == 0
                ? Uni.createFrom().item(refuse(Refusal.STALE_VERSION))
                : replaceParts(tx, change, rows.iterator().next().getInteger("revision")));
  }

  private static Tuple row(Change change) {
    var operation = change.operation();
    var paths = operation.paths();
    return Tuple.tuple()
        .addString(operation.code().value())
        .addInteger(change.revision())
        .addString(operation.title())
        .addString(operation.amountUse().name())
        .addString(operation.signRule().name())
        .addString(paths.amount().toString())
        .addString(paths.currency().toString())
        .addString(paths.maker().toString())
        .addString(paths.makerReason().toString())
        .addString(paths.branch().toString())
        .addString(paths.contributors().toString())
        .addString(operation.facts().exposure().name());
  }

  private static Uni<Ruling<Entry>> replaceParts(SqlConnection tx, Change change, int revision) {
    var entry = new Entry(change.operation(), revision);
    return Multi.createFrom()
        .iterable(parts(change).entrySet())
        .onItem()
        .transformToUniAndConcatenate(it -> tx.preparedQuery(it.getKey()).execute(it.getValue()))
        .collect()
        .asList()
        .replaceWith(accept(entry));
  }

  /** The statements in their order, each with its values. */
  private static Map<String, Tuple> parts(Change change) {
    var operation = change.operation();
    var code = operation.code().value();
    var types = List.copyOf(operation.eventTypes().entrySet());
    var facts = List.copyOf(operation.facts().declared().entrySet());
    var fields =
        operation.material() instanceof Material.Selected(var selected)
            ? selected
            : List.<Material.Field>of();
    var parts = new LinkedHashMap<String, Tuple>();
    parts.put(OperationSql.CLEAR, Tuple.of(code));
    parts.put(OperationSql.ALIASES, Tuple.of(code, operation.aliases().toArray(String[]::new)));
    parts.put(
        OperationSql.EVENT_TYPES,
        Tuple.of(code, texts(types, Map.Entry::getKey), texts(types, it -> it.getValue().name())));
    parts.put(
        OperationSql.MATERIAL,
        Tuple.of(code, texts(fields, Material.Field::name), texts(fields, it -> it.path() + "")));
    parts.put(
        OperationSql.FACTS,
        Tuple.of(
            code,
            texts(facts, Map.Entry::getKey),
            texts(facts, it -> it.getValue().path().toString()),
            texts(facts, it -> it.getValue().type().name())));
    parts.put(
        OperationSql.LOG,
        Tuple.of(code, change.actor().person().value(), change.actor().partner().value()));
    return parts;
  }

  private static <T> String[] texts(List<T> items, Function<T, String> text) {
    return items.stream().map(text).toArray(String[]::new);
  }
}
