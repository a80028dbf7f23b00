package dev.countersign.notification.db;

import static dev.countersign.notification.db.PlannedRows.column;
import static java.util.stream.Collectors.toSet;

import dev.countersign.notification.app.Directory;
import dev.countersign.notification.core.Person;
import dev.countersign.notification.core.Person.Standing;
import dev.countersign.platform.messaging.Json;
import dev.countersign.platform.storage.ConsumerOffsets;
import dev.countersign.platform.storage.Progress;
import dev.countersign.platform.storage.TenantTransaction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/** People as rows; a newer version replaces an older one, never the other way. */
@ApplicationScoped
class PostgresDirectory implements Directory {
  private static final String KEEP =
      """
      insert into notification.person as known
        (partner_id, person_id, name, mail, active, roles, version)
      select p, i, n, m, a, array(select jsonb_array_elements_text(r::jsonb)), v
      from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::boolean[], $6::text[],
                  $7::bigint[]) as person(p, i, n, m, a, r, v)
      order by p, i
      on conflict (partner_id, person_id) do update
        set name = excluded.name, mail = excluded.mail, active = excluded.active,
            roles = excluded.roles, version = excluded.version
        where excluded.version > known.version
      """;

  private static final String WAKE =
      """
      update notification.delivery waiting set due_at = now(), rung = 0
      from notification.person
      where person.partner_id = any ($1::text[]) and person.person_id = any ($2::text[])
        and waiting.partner_id = person.partner_id
        and waiting.state = 'PENDING' and waiting.detail = 'ADDRESS_UNKNOWN'
        and (waiting.recipient = person.person_id
          or waiting.purpose = 'ROLE' and waiting.recipient = any (person.roles))
      """;

  private static final String MEMBERS =
      """
      select person_id from notification.person
      where partner_id = $1 and active and $2 = any (roles)
      order by person_id limit 200
      """;

  private final TenantTransaction transaction;
  private final ConsumerOffsets offsets;

  PostgresDirectory(TenantTransaction transaction, ConsumerOffsets offsets) {
    this.transaction = transaction;
    this.offsets = offsets;
  }

  @Override
  public Uni<Void> learn(Progress progress, List<Person> people) {
    var partners = people.stream().map(Person::partnerId).collect(toSet());
    return transaction.run(
        partners,
        connection ->
            keep(connection, people)
                .flatMap(_ -> PostgresInbox.note(connection, offsets, progress)));
  }

  @Override
  public Uni<List<String>> membersOf(String partnerId, String role) {
    return transaction.run(
        Set.of(partnerId),
        connection ->
            connection
                .preparedQuery(MEMBERS)
                .execute(Tuple.of(partnerId, role))
                .map(rows ->
                    StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getString("person_id"))
                        .toList()));
  }

  private static Uni<Void> keep(SqlConnection connection, List<Person> people) {
    if (people.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    var partners = column(people, String[]::new, Person::partnerId);
    var ids = column(people, String[]::new, Person::personId);
    return connection
        .preparedQuery(KEEP)
        .execute(
            Tuple.from(
                new Object[] {
                  partners,
                  ids,
                  column(people, String[]::new, Person::name),
                  column(people, String[]::new, person -> person.mail().text()),
                  column(people, Boolean[]::new, person -> person.standing() == Standing.ACTIVE),
                  column(people, String[]::new, PostgresDirectory::roles),
                  column(people, Long[]::new, Person::version)
                }))
        .flatMap(_ -> connection.preparedQuery(WAKE).execute(Tuple.of(partners, ids)))
        .replaceWithVoid();
  }

  /** Arrays of arrays do not unnest row by row, so the roles travel as JSON. */
  private static String roles(Person person) {
    return new String(Json.bytes(person.roles()), java.nio.charset.StandardCharsets.UTF_8);
  }
}
