package dev.countersign.request.db.read;

import dev.countersign.platform.storage.TenantTransaction;
import dev.countersign.request.people.ResolverEntry;
import dev.countersign.request.people.ResolverRules;
import dev.countersign.request.people.Resolvers;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Resolvers in PostgreSQL; row-level security confines every statement to the partner. */
@ApplicationScoped
class PostgresResolvers implements Resolvers {

  private final TenantTransaction transaction;
  private final UnfilledRoles unfilled;

  PostgresResolvers(TenantTransaction transaction, UnfilledRoles unfilled) {
    this.transaction = transaction;
    this.unfilled = unfilled;
  }

  /** What a table, or one key of it, is to say, and by which version it says what it says now. */
  private record Wanted(int version, @Nullable String key, List<ResolverEntry> entries) {

    Tuple values(Change change, int version) {
      var keys = new ArrayList<String>();
      var people = new ArrayList<String>();
      for (ResolverEntry entry : entries) {
        for (String person : entry.people()) {
          keys.add(entry.key());
          people.add(person);
        }
      }
      return Tuple.tuple()
          .addString(change.partner())
          .addString(change.resolver())
          .addInteger(version)
          .addString(change.by())
          .addArrayOfString(keys.toArray(String[]::new))
          .addArrayOfString(people.toArray(String[]::new))
          .addString(key);
    }
  }

  @Override
  public Uni<Result> put(Change change, List<ResolverEntry> entries) {
    return inTurn(
        change,
        connection ->
            find(connection, change.partner(), change.resolver())
                .flatMap(known -> {
                  var version = known.map(Resolver::version).orElse(0);
                  return isStale(change, version)
                      ? done(new Result.VersionMismatch())
                      : store(connection, change, known, new Wanted(version, null, entries));
                }));
  }

  @Override
  public Uni<Result> putEntry(Change change, ResolverEntry entry) {
    return overEntry(
        change,
        entry.key(),
        (connection, known, stands) -> {
          var version = stands.map(Stored::version).orElse(0);
          if (isStale(change, version)) {
            return done(new Result.VersionMismatch());
          }
          var entries = known.map(Resolver::entries).orElse(0);
          var wanted = new Wanted(version, entry.key(), List.of(entry));
          return stands.isEmpty() && entries >= ResolverRules.MOST_ENTRIES
              ? done(new Result.Full())
              : store(connection, change, known, wanted);
        });
  }

  @Override
  public Uni<Result> takeOut(Change change, String key) {
    return overEntry(
        change,
        key,
        (connection, known, stands) -> {
          if (stands.isEmpty()) {
            return done(new Result.Unknown());
          }
          var version = stands.orElseThrow().version();
          return isStale(change, version)
              ? done(new Result.VersionMismatch())
              : store(connection, change, known, new Wanted(version, key, List.of()));
        });
  }

  /** What is done about one key, knowing its table and what stands under it. */
  @FunctionalInterface
  private interface EntryWork {
    Uni<Result> with(SqlConnection connection, Optional<Resolver> known, Optional<Stored> stands);
  }

  private Uni<Result> overEntry(Change change, String key, EntryWork work) {
    return inTurn(
        change,
        connection ->
            find(connection, change.partner(), change.resolver())
                .flatMap(known ->
                    entry(connection, Tuple.of(change.partner(), change.resolver(), key))
                        .flatMap(stands -> work.with(connection, known, stands))));
  }

  private Uni<Result> inTurn(Change change, Function<SqlConnection, Uni<Result>> work) {
    return transaction.run(
        Set.of(change.partner()),
        connection ->
            connection
                .preparedQuery(ResolverSql.ONE_BY_ONE)
                .execute(Tuple.of(change.partner(), change.resolver()))
                .flatMap(_ -> work.apply(connection)));
  }

  private static boolean isStale(Change change, int version) {
    return change.version().filter(expected -> expected != version).isPresent();
  }

  private Uni<Result> store(
      SqlConnection connection, Change change, Optional<Resolver> known, Wanted wanted) {
    return known.isPresent()
        ? write(connection, change, known, wanted)
        : connection
            .preparedQuery(ResolverSql.COUNT)
            .execute(Tuple.of(change.partner()))
            .flatMap(rows ->
                rows.iterator().next().getInteger("n") < ResolverRules.MOST_RESOLVERS
                    ? write(connection, change, known, wanted)
                    : done(new Result.Full()));
  }

  private Uni<Result> write(
      SqlConnection connection, Change change, Optional<Resolver> known, Wanted wanted) {
    var version = known.map(Resolver::version).orElse(0) + 1;
    return connection
        .preparedQuery(ResolverSql.CHANGE)
        .execute(wanted.values(change, version))
        .flatMap(changed ->
            changed.rowCount() == 0 && known.isPresent()
                ? Uni.createFrom().item(wanted.version())
                : follow(connection, change, version))
        .flatMap(now -> done(connection, change, wanted, now));
  }

  private static Uni<Result> done(
      SqlConnection connection, Change change, Wanted wanted, int version) {
    var key = Tuple.of(change.partner(), change.resolver()).addString(wanted.key());
    return find(connection, change.partner(), change.resolver())
        .flatMap(resolver ->
            connection
                .preparedQuery(ResolverSql.UNKNOWN)
                .execute(key)
                .map(rows ->
                    new Result.Done(
                        resolver.orElseThrow(),
                        version,
                        RowSets.map(rows, row -> row.getString("id")))));
  }

  /** Makes the table follow what was written down; answers the version it has now. */
  private Uni<Integer> follow(SqlConnection connection, Change change, int version) {
    var row = Tuple.of(change.partner(), change.resolver(), version);
    return connection
        .preparedQuery(ResolverSql.UPSERT)
        .execute(row)
        .flatMap(_ -> connection.preparedQuery(ResolverSql.FORGET).execute(row))
        .flatMap(_ -> connection.preparedQuery(ResolverSql.ADD).execute(row))
        .flatMap(_ -> unfilled.check(connection, change.partner()))
        .replaceWith(version);
  }

  private static Uni<Result> done(Result result) {
    return Uni.createFrom().item(result);
  }

  @Override
  public Uni<Optional<Resolver>> find(String partner, String name) {
    return transaction.run(Set.of(partner), connection -> find(connection, partner, name));
  }

  private static Uni<Optional<Resolver>> find(
      SqlConnection connection, String partner, String name) {
    return connection
        .preparedQuery(ResolverSql.FIND)
        .execute(Tuple.of(partner, name))
        .map(rows -> RowSets.first(rows, PostgresResolvers::resolver));
  }

  @Override
  public Uni<Optional<Stored>> entry(String partner, String name, String key) {
    var place = Tuple.of(partner, name, key);
    return transaction.run(Set.of(partner), connection -> entry(connection, place));
  }

  private static Uni<Optional<Stored>> entry(SqlConnection connection, Tuple place) {
    return connection
        .preparedQuery(ResolverSql.ENTRY)
        .execute(place)
        .map(rows -> RowSets.first(rows, PostgresResolvers::stored));
  }

  @Override
  public Uni<List<Resolver>> list(String partner, String after, int limit) {
    var values = Tuple.of(partner, after, limit);
    return read(partner, ResolverSql.LIST, values, PostgresResolvers::resolver);
  }

  @Override
  public Uni<List<Stored>> entries(String partner, String name, String after, int limit) {
    var values = Tuple.of(partner, name, after, limit);
    return read(partner, ResolverSql.PAGE, values, PostgresResolvers::stored);
  }

  @Override
  public Uni<List<Changed>> changes(String partner, String name, Place behind, int limit) {
    var values = Tuple.of(partner, name, behind.version(), behind.key(), limit);
    return read(partner, ResolverSql.CHANGES, values, PostgresResolvers::changed);
  }

  private <T> Uni<List<T>> read(String partner, String sql, Tuple values, Function<Row, T> type) {
    return transaction.run(
        Set.of(partner),
        connection ->
            connection.preparedQuery(sql).execute(values).map(rows -> RowSets.map(rows, type)));
  }

  private static Resolver resolver(Row row) {
    return new Resolver(
        row.getString("name"), row.getInteger("version"), row.getInteger("entries"));
  }

  private static Stored stored(Row row) {
    return new Stored(entry(row), row.getInteger("version"));
  }

  private static Changed changed(Row row) {
    return new Changed(
        row.getInteger("version"),
        entry(row),
        row.getString("changed_by"),
        row.getOffsetDateTime("changed_at").toInstant());
  }

  private static ResolverEntry entry(Row row) {
    return new ResolverEntry(row.getString("key"), List.of(row.getArrayOfStrings("people")));
  }
}
