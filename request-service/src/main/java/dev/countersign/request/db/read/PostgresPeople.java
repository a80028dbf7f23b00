package dev.countersign.request.db.read;

import dev.countersign.platform.storage.TenantTransaction;
import dev.countersign.request.people.People;
import dev.countersign.request.people.Person;
import dev.countersign.request.people.PersonDraft;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The directory in PostgreSQL; row-level security confines every statement to the partner. */
@ApplicationScoped
class PostgresPeople implements People {

  private static final String SELECT =
      """
      select p.partner_id, p.id, p.name, p.mail, p.active, p.version,
             array(select r.role from request.person_role r
                   where r.partner_id = p.partner_id and r.person_id = p.id
                   order by r.role collate "C") as roles
        from request.person p
       where p.partner_id = $1
      """;

  private static final String FIND = SELECT + " and p.id = $2";

  private static final String LIST =
      SELECT + " and p.id collate \"C\" > $2 order by p.id collate \"C\" limit $3";

  private static final String UPSERT =
      """
      insert into request.person as p (partner_id, id, name, mail, active, version)
      values ($1, $2, $3, $4, $5, 1)
      on conflict (partner_id, id) do update
         set name = excluded.name, mail = excluded.mail, active = excluded.active,
             version = p.version + 1
      returning version
      """;

  private static final String FORGET_ROLES =
      "delete from request.person_role where partner_id = $1 and person_id = $2";

  private static final String ADD_ROLES =
      """
      insert into request.person_role (partner_id, person_id, role)
      select $1, $2, role from unnest($3::text[]) as role
      """;

  private final TenantTransaction transaction;
  private final DirectoryOutbox outbox;

  PostgresPeople(TenantTransaction transaction, DirectoryOutbox outbox) {
    this.transaction = transaction;
    this.outbox = outbox;
  }

  @Override
  public Uni<Person> put(String partner, String id, PersonDraft draft, String changedBy) {
    return transaction.run(
        Set.of(partner),
        connection ->
            find(connection, partner, id)
                .flatMap(known ->
                    known.filter(person -> person.saysTheSameAs(draft)).isPresent()
                        ? Uni.createFrom().item(known.orElseThrow())
                        : change(connection, partner, id, draft)
                            .call(person -> outbox.append(connection, person, changedBy))));
  }

  private Uni<Person> change(
      SqlConnection connection, String partner, String id, PersonDraft draft) {
    var values = Tuple.of(partner, id, draft.name(), draft.mail(), draft.active());
    var roles = draft.roles().toArray(String[]::new);
    return connection
        .preparedQuery(UPSERT)
        .execute(values)
        .map(rows -> rows.iterator().next().getInteger("version"))
        .call(() -> connection.preparedQuery(FORGET_ROLES).execute(Tuple.of(partner, id)))
        .call(() -> connection.preparedQuery(ADD_ROLES).execute(Tuple.of(partner, id, roles)))
        .map(version -> person(partner, id, draft, version));
  }

  private static Person person(String partner, String id, PersonDraft draft, int version) {
    return new Person(
        partner, id, draft.name(), draft.mail(), draft.active(), draft.roles(), version);
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
    return new Person(
        row.getString("partner_id"),
        row.getString("id"),
        row.getString("name"),
        row.getString("mail"),
        row.getBoolean("active"),
        List.of(row.getArrayOfStrings("roles")),
        row.getInteger("version"));
  }
}
