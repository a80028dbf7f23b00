package dev.countersign.request.db.read;

import dev.countersign.platform.storage.TenantTransaction;
import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.people.Delegation;
import dev.countersign.request.core.people.DelegationRules;
import dev.countersign.request.core.people.Window;
import dev.countersign.request.people.Delegations;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Delegations in PostgreSQL; a partner's are made one after the other, so none slips into a chain.
 */
@ApplicationScoped
class PostgresDelegations implements Delegations {
  private static final String SELECT = "select * from request.delegation where partner_id = $1";
  private static final String FIND = SELECT + " and id = $2";
  private static final String LIST =
      SELECT
          + """
           and id > $2 and ($3::text is null or from_id = $3 or to_id = $3)
          order by id limit $4
          """;
  private static final String STANDING =
      SELECT + " and revoked_at is null and until_at > $2 and from_at < $3";
  private static final String ONE_BY_ONE =
      "select pg_advisory_xact_lock(hashtextextended('delegation|' || $1, 0))";
  private static final String HUMANS =
      """
      select count(*)::int as n from request.person
      where partner_id = $1 and id in ($2, $3) and active and service_account_of is null
      """;
  private static final String INSERT =
      """
      insert into request.delegation (partner_id, id, from_id, to_id, from_at, until_at, operations,
        reason, created_by, created_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, clock_timestamp())
      returning *
      """;
  private static final String REVOKE =
      """
      update request.delegation set revoked_by = $3, revoked_at = clock_timestamp()
      where partner_id = $1 and id = $2 and revoked_at is null
      """;

  private final TenantTransaction transaction;

  PostgresDelegations(TenantTransaction transaction) {
    this.transaction = transaction;
  }

  @Override
  public Uni<Result> create(Wish wish) {
    var id = UUID.randomUUID();
    return transaction.run(
        Set.of(wish.partner()),
        connection ->
            connection
                .preparedQuery(ONE_BY_ONE)
                .execute(Tuple.of(wish.partner()))
                .flatMap(_ -> standing(connection, wish))
                .flatMap(standing ->
                    DelegationRules.problemOf(wish.delegation(), standing)
                        .<Uni<Result>>map(
                            problem -> Uni.createFrom().item(new Result.Forbidden(problem)))
                        .orElseGet(() -> createChecked(connection, id, wish))));
  }

  private static Uni<Result> createChecked(SqlConnection connection, UUID id, Wish wish) {
    return areHumans(connection, wish)
        .flatMap(are ->
            are
                ? insert(connection, id, wish).map(Result.Done::new)
                : Uni.createFrom().item(new Result.PersonUnknown()));
  }

  private static Uni<List<Delegation>> standing(SqlConnection connection, Wish wish) {
    var window = wish.delegation().window();
    var row =
        Tuple.of(
            wish.partner(),
            window.from().atOffset(ZoneOffset.UTC),
            window.until().atOffset(ZoneOffset.UTC));
    return connection
        .preparedQuery(STANDING)
        .execute(row)
        .map(rows -> RowSets.map(rows, it -> stored(it).delegation()));
  }

  private static Uni<Boolean> areHumans(SqlConnection connection, Wish wish) {
    var delegation = wish.delegation();
    var row = Tuple.of(wish.partner(), delegation.from().value(), delegation.to().value());
    return connection
        .preparedQuery(HUMANS)
        .execute(row)
        .map(rows -> rows.iterator().next().getInteger("n") == 2);
  }

  private static Uni<Stored> insert(SqlConnection connection, UUID id, Wish wish) {
    var delegation = wish.delegation();
    var row =
        Tuple.from(
            List.of(
                wish.partner(),
                id,
                delegation.from().value(),
                delegation.to().value(),
                delegation.window().from().atOffset(ZoneOffset.UTC),
                delegation.window().until().atOffset(ZoneOffset.UTC),
                delegation.operations().stream().sorted().toArray(String[]::new),
                wish.reason(),
                wish.by()));
    return connection
        .preparedQuery(INSERT)
        .execute(row)
        .map(rows -> stored(rows.iterator().next()));
  }

  @Override
  public Uni<Optional<Stored>> revoke(String partner, UUID id, String by) {
    return transaction.run(
        Set.of(partner),
        connection ->
            connection
                .preparedQuery(REVOKE)
                .execute(Tuple.of(partner, id, by))
                .flatMap(_ -> find(connection, partner, id)));
  }

  @Override
  public Uni<Optional<Stored>> find(String partner, UUID id) {
    return transaction.run(Set.of(partner), connection -> find(connection, partner, id));
  }

  private static Uni<Optional<Stored>> find(SqlConnection connection, String partner, UUID id) {
    return connection
        .preparedQuery(FIND)
        .execute(Tuple.of(partner, id))
        .map(rows -> RowSets.first(rows, PostgresDelegations::stored));
  }

  @Override
  public Uni<List<Stored>> list(String partner, Optional<String> person, UUID after, int limit) {
    var row =
        Tuple.tuple()
            .addString(partner)
            .addUUID(after)
            .addValue(person.orElse(null))
            .addInteger(limit);
    return transaction.run(
        Set.of(partner),
        connection ->
            connection
                .preparedQuery(LIST)
                .execute(row)
                .map(rows -> RowSets.map(rows, PostgresDelegations::stored)));
  }

  private static Stored stored(Row row) {
    var window =
        new Window(
            row.getOffsetDateTime("from_at").toInstant(),
            row.getOffsetDateTime("until_at").toInstant());
    var delegation =
        new Delegation(
            new PersonId(row.getString("from_id")),
            new PersonId(row.getString("to_id")),
            window,
            Set.of(row.getArrayOfStrings("operations")));
    OffsetDateTime revoked = row.getOffsetDateTime("revoked_at");
    return new Stored(
        row.getUUID("id"),
        delegation,
        row.getString("reason"),
        new Note(row.getString("created_by"), row.getOffsetDateTime("created_at").toInstant()),
        Optional.ofNullable(revoked)
            .map(at -> new Note(row.getString("revoked_by"), at.toInstant())));
  }
}
