package dev.countersign.request.db.read;

import dev.countersign.platform.storage.TenantTransaction;
import dev.countersign.request.people.Leave;
import dev.countersign.request.people.People;
import dev.countersign.request.people.Person;
import dev.countersign.request.people.PersonDraft;
import dev.countersign.request.people.Position;
import dev.countersign.request.people.PutResult;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The directory in PostgreSQL; row-level security confines every statement to the partner. */
@ApplicationScoped
class PostgresPeople implements People {

  private static final String SELECT =
      """
      select p.*,
             array(select r.role from request.person_role r
                   where r.partner_id = p.partner_id and r.person_id = p.id
                   order by r.role collate "C") as roles,
             array(select l.from_at from request.person_leave l
                   where l.partner_id = p.partner_id and l.person_id = p.id
                   order by l.from_at) as leaves_from,
             array(select l.until_at from request.person_leave l
                   where l.partner_id = p.partner_id and l.person_id = p.id
                   order by l.from_at) as leaves_until
        from request.person p
       where p.partner_id = $1
      """;

  private static final String FIND = SELECT + " and p.id = $2";

  private static final String LIST =
      SELECT + " and p.id collate \"C\" > $2 order by p.id collate \"C\" limit $3";

  private static final String UPSERT =
      """
      insert into request.person as p (partner_id, id, name, mail, active, groups, manager_id,
        branches, locations, service_account_of, human_id, version)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1)
      on conflict (partner_id, id) do update
         set name = excluded.name, mail = excluded.mail, active = excluded.active,
             groups = excluded.groups, manager_id = excluded.manager_id,
             branches = excluded.branches, locations = excluded.locations,
             service_account_of = excluded.service_account_of, human_id = excluded.human_id,
             version = p.version + 1
      returning version
      """;

  /** Changes of one person come one after the other, the first included. */
  private static final String ONE_BY_ONE =
      "select pg_advisory_xact_lock(hashtextextended('person|' || $1 || '|' || $2, 0))";

  private static final String HUMAN =
      """
      select id from request.person
      where partner_id = $1 and id = $2 and active and service_account_of is null
      """;

  /** Only what really changes is touched: every change has open steps looked at again (T-19). */
  private static final String FORGET_LEAVES =
      """
      delete from request.person_leave w
      where w.partner_id = $1 and w.person_id = $2 and not exists (
        select from unnest($3::timestamptz[], $4::timestamptz[]) as l(from_at, until_at)
         where l.from_at = w.from_at and l.until_at = w.until_at)
      """;

  private static final String ADD_LEAVES =
      """
      insert into request.person_leave (partner_id, person_id, from_at, until_at)
      select $1, $2, l.from_at, l.until_at
        from unnest($3::timestamptz[], $4::timestamptz[]) as l(from_at, until_at)
      on conflict do nothing
      """;

  private static final String FORGET_ROLES =
      """
      delete from request.person_role
      where partner_id = $1 and person_id = $2 and role <> all ($3::text[])
      """;

  private static final String ADD_ROLES =
      """
      insert into request.person_role (partner_id, person_id, role)
      select $1, $2, role from unnest($3::text[]) as role
      on conflict do nothing
      """;

  private final TenantTransaction transaction;
  private final DirectoryOutbox outbox;
  private final UnfilledRoles unfilled;

  PostgresPeople(TenantTransaction transaction, DirectoryOutbox outbox, UnfilledRoles unfilled) {
    this.transaction = transaction;
    this.outbox = outbox;
    this.unfilled = unfilled;
  }

  @Override
  public Uni<PutResult> put(Change change, PersonDraft draft) {
    return transaction.run(
        Set.of(change.partner()),
        connection ->
            connection
                .preparedQuery(ONE_BY_ONE)
                .execute(Tuple.of(change.partner(), change.id()))
                .flatMap(_ -> find(connection, change.partner(), change.id()))
                .flatMap(known -> put(connection, change, known, draft)));
  }

  private Uni<PutResult> put(
      SqlConnection connection, Change change, Optional<Person> known, PersonDraft draft) {
    var version = known.map(Person::version).orElse(0);
    if (change.version().filter(expected -> !expected.equals(version)).isPresent()) {
      return Uni.createFrom().item(new PutResult.VersionMismatch());
    }
    if (known.filter(person -> person.saysTheSameAs(draft)).isPresent()) {
      return Uni.createFrom().item(new PutResult.Stored(known.orElseThrow()));
    }
    return hasHuman(connection, change.partner(), draft)
        .flatMap(hasHuman ->
            hasHuman
                ? write(connection, change, draft)
                    .call(person -> outbox.append(connection, person, change.by()))
                    .call(_ -> unfilled.check(connection, change.partner()))
                    .map(PutResult.Stored::new)
                : Uni.createFrom().item(new PutResult.HumanUnknown()));
  }

  private static Uni<Boolean> hasHuman(
      SqlConnection connection, String partner, PersonDraft draft) {
    return draft
        .serviceAccountOf()
        .map(human ->
            connection
                .preparedQuery(HUMAN)
                .execute(Tuple.of(partner, human))
                .map(rows -> rows.rowCount() == 1))
        .orElseGet(() -> Uni.createFrom().item(true));
  }

  private static Uni<Person> write(SqlConnection connection, Change change, PersonDraft draft) {
    var position = draft.position();
    var values =
        Tuple.tuple()
            .addString(change.partner())
            .addString(change.id())
            .addString(draft.name())
            .addString(draft.mail())
            .addBoolean(draft.active())
            .addArrayOfString(position.groups().toArray(String[]::new))
            .addValue(position.manager().orElse(null))
            .addArrayOfString(position.branches().toArray(String[]::new))
            .addArrayOfString(position.locations().toArray(String[]::new))
            .addValue(draft.serviceAccountOf().orElse(null))
            .addValue(draft.humanId().orElse(null));
    var roles = Tuple.of(change.partner(), change.id(), draft.roles().toArray(String[]::new));
    var leaves = leaves(change, draft);
    return connection
        .preparedQuery(UPSERT)
        .execute(values)
        .map(rows -> rows.iterator().next().getInteger("version"))
        .call(() -> connection.preparedQuery(FORGET_ROLES).execute(roles))
        .call(() -> connection.preparedQuery(ADD_ROLES).execute(roles))
        .call(() -> connection.preparedQuery(FORGET_LEAVES).execute(leaves))
        .call(() -> connection.preparedQuery(ADD_LEAVES).execute(leaves))
        .map(version -> new Person(change.partner(), change.id(), draft, version));
  }

  private static Tuple leaves(Change change, PersonDraft draft) {
    return Tuple.of(
        change.partner(), change.id(), times(draft, Leave::from), times(draft, Leave::until));
  }

  private static OffsetDateTime[] times(PersonDraft draft, Function<Leave, Instant> end) {
    return draft.leaves().stream()
        .map(leave -> end.apply(leave).atOffset(ZoneOffset.UTC))
        .toArray(OffsetDateTime[]::new);
  }

  @Override
  public Uni<Optional<Person>> find(String partner, String id) {
    return transaction.run(Set.of(partner), connection -> find(connection, partner, id));
  }

  private static Uni<Optional<Person>> find(SqlConnection connection, String partner, String id) {
    return connection
        .preparedQuery(FIND)
        .execute(Tuple.of(partner, id))
        .map(rows -> RowSets.first(rows, PostgresPeople::person));
  }

  @Override
  public Uni<List<Person>> list(String partner, String afterId, int limit) {
    return transaction.run(
        Set.of(partner),
        connection ->
            connection
                .preparedQuery(LIST)
                .execute(Tuple.of(partner, afterId, limit))
                .map(rows -> RowSets.map(rows, PostgresPeople::person)));
  }

  private static Person person(Row row) {
    var position =
        new Position(
            List.of(row.getArrayOfStrings("groups")),
            Optional.ofNullable(row.getString("manager_id")),
            List.of(row.getArrayOfStrings("branches")),
            List.of(row.getArrayOfStrings("locations")));
    var draft =
        new PersonDraft(
            row.getString("name"),
            Objects.requireNonNullElse(row.getString("mail"), ""),
            row.getBoolean("active"),
            List.of(row.getArrayOfStrings("roles")),
            position,
            leaves(row),
            Optional.ofNullable(row.getString("service_account_of")),
            Optional.ofNullable(row.getString("human_id")));
    return new Person(
        row.getString("partner_id"), row.getString("id"), draft, row.getInteger("version"));
  }

  private static List<Leave> leaves(Row row) {
    var from = row.getArrayOfOffsetDateTimes("leaves_from");
    var until = row.getArrayOfOffsetDateTimes("leaves_until");
    return IntStream.range(0, from.length)
        .mapToObj(at -> new Leave(from[at].toInstant(), until[at].toInstant()))
        .toList();
  }
}
