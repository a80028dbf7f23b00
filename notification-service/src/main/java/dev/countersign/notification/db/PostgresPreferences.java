package dev.countersign.notification.db;

import dev.countersign.notification.app.Actor;
import dev.countersign.notification.app.PreferenceStore;
import dev.countersign.notification.core.Preferences;
import dev.countersign.platform.storage.TenantTransaction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/** A row per person who chose; a change is guarded by the version it was made on. */
@ApplicationScoped
class PostgresPreferences implements PreferenceStore {
  private static final String FOR_ALL = "";

  private static final String FIND =
      """
      select person_id, version, choices::text as choices, digest_hour,
        (select zone from notification.partner where partner_id = $1) as zone
      from (values (''), ($2::text)) as asked(person_id)
      left join (select * from notification.preference where partner_id = $1) kept using (person_id)
      """;

  private static final String FIRST =
      """
      insert into notification.preference
        (partner_id, person_id, version, choices, digest_hour, changed_by)
      values ($1, $2, $3::int + 1, $4::text::jsonb, $5, $6)
      on conflict do nothing
      """;

  private static final String NEXT =
      """
      update notification.preference
      set version = version + 1, choices = $4::text::jsonb, digest_hour = $5, changed_by = $6,
        changed_at = now()
      where partner_id = $1 and person_id = $2 and version = $3
      """;

  private final TenantTransaction transaction;

  PostgresPreferences(TenantTransaction transaction) {
    this.transaction = transaction;
  }

  @Override
  public Uni<Kept> of(Actor person) {
    return transaction.run(
        Set.of(person.partnerId()),
        connection ->
            connection
                .preparedQuery(FIND)
                .execute(Tuple.of(person.partnerId(), person.personId()))
                .map(rows -> kept(rows, person)));
  }

  @Override
  public Uni<Boolean> put(Actor person, int version, Preferences preferences) {
    return put(person, person.personId(), version, preferences);
  }

  @Override
  public Uni<Boolean> putForAll(Actor actor, int version, Preferences preferences) {
    return put(actor, FOR_ALL, version, preferences);
  }

  private Uni<Boolean> put(Actor actor, String person, int version, Preferences preferences) {
    var row =
        Tuple.from(
            new Object[] {
              actor.partnerId(),
              person,
              version,
              ChoicesJson.write(preferences.choices()),
              preferences.digestHour().orElse(null),
              actor.personId()
            });
    return transaction
        .run(
            Set.of(actor.partnerId()),
            connection -> connection.preparedQuery(version == 0 ? FIRST : NEXT).execute(row))
        .map(rows -> rows.rowCount() == 1);
  }

  private static Kept kept(RowSet<Row> rows, Actor person) {
    var own = Versioned.NONE;
    var common = Versioned.NONE;
    var zone = Optional.<String>empty();
    for (var row : rows) {
      zone = Optional.ofNullable(row.getString("zone"));
      if (row.getString("person_id").equals(person.personId())) {
        own = versioned(row);
      } else {
        common = versioned(row);
      }
    }
    return new Kept(own, common, ZoneId.of(zone.orElse("UTC")));
  }

  private static Versioned versioned(Row row) {
    var version = row.getInteger("version");
    return version == null
        ? Versioned.NONE
        : new Versioned(
            new Preferences(
                ChoicesJson.read(row.getString("choices")),
                Optional.ofNullable(row.getInteger("digest_hour"))),
            version);
  }
}
