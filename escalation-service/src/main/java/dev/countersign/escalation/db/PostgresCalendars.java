package dev.countersign.escalation.db;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;

import dev.countersign.escalation.app.Calendars;
import dev.countersign.escalation.app.StoredCalendar;
import dev.countersign.escalation.core.PartnerId;
import dev.countersign.escalation.core.calendar.CalendarName;
import dev.countersign.escalation.core.calendar.CalendarVersion;
import dev.countersign.escalation.json.CalendarDocument;
import dev.countersign.platform.messaging.Json;
import dev.countersign.platform.storage.ScanPool;
import dev.countersign.platform.storage.TenantTransaction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Calendars in their two tables. A version and the timers it moves are one transaction. */
@ApplicationScoped
class PostgresCalendars implements Calendars {

  private static final String ALL =
      "select "
          + CalendarRows.COLUMNS
          + """
          from escalation.calendar c
          join escalation.calendar_version v using (partner_id, name, version)
          where c.partner_id = $1 order by c.name
          """;

  private static final String VERSIONS =
      "select "
          + CalendarRows.COLUMNS
          + """
          from escalation.calendar_version v where v.partner_id = $1 and v.name = $2
          order by v.version desc limit 200
          """;

  private static final String LOCK =
      "select 1 from escalation.calendar where partner_id = $1 and name = $2 for update";

  private static final String CREATE =
      """
      insert into escalation.calendar (partner_id, name, version)
      select $1, $2, 1 where (select count(*) from escalation.calendar where partner_id = $1) < 200
      on conflict do nothing
      """;

  private static final String ADVANCE =
      "update escalation.calendar set version = $3 where partner_id = $1 and name = $2";

  private static final String KEEP =
      """
      insert into escalation.calendar_version as v (partner_id, name, version, definition, saved_by)
      values ($1, $2, $3, $4, $5) returning
      """
          + CalendarRows.COLUMNS;

  private static final String UNPUBLISHED =
      "select distinct partner_id from escalation.calendar where published_version < version limit 50";

  /** Two who publish at once could put an older version behind a newer one. */
  private static final String ALONE =
      "select pg_try_advisory_xact_lock(hashtext('escalation.calendar')) as alone";

  private static final String NEWS =
      "select "
          + CalendarRows.COLUMNS
          + """
          from escalation.calendar c
          join escalation.calendar_version v using (partner_id, name, version)
          where c.published_version < c.version and c.partner_id = any ($1::text[]) limit 500
          """;

  private static final String TOLD =
      """
      update escalation.calendar c set published_version = told.version
      from unnest($1::text[], $2::text[], $3::int[]) as told(p, n, version)
      where c.partner_id = told.p and c.name = told.n
      """;

  private final TenantTransaction transaction;
  private final ScanPool scan;

  PostgresCalendars(TenantTransaction transaction, ScanPool scan) {
    this.transaction = transaction;
    this.scan = scan;
  }

  @Override
  public Uni<List<StoredCalendar>> of(PartnerId partner) {
    return read(partner, ALL, Tuple.of(partner.value()));
  }

  @Override
  public Uni<Optional<StoredCalendar>> find(CalendarName name) {
    return in(name.partner(), connection -> CalendarRows.newest(connection, name));
  }

  @Override
  public Uni<List<StoredCalendar>> versions(CalendarName name) {
    return read(name.partner(), VERSIONS, Tuple.of(name.partner().value(), name.name()));
  }

  @Override
  public Uni<Optional<StoredCalendar>> lock(CalendarName name) {
    return in(
        name.partner(),
        connection ->
            connection
                .preparedQuery(LOCK)
                .execute(Tuple.of(name.partner().value(), name.name()))
                .flatMap(_ -> CalendarRows.newest(connection, name)));
  }

  @Override
  public Uni<Optional<StoredCalendar>> write(Next next) {
    return in(next.name().partner(), connection -> write(connection, next));
  }

  private static Uni<Optional<StoredCalendar>> write(SqlConnection connection, Next next) {
    var version = next.before().map(it -> it.version().version()).orElse(0) + 1;
    var key = Tuple.of(next.name().partner().value(), next.name().name());
    var head =
        version == 1
            ? connection.preparedQuery(CREATE).execute(key)
            : connection.preparedQuery(ADVANCE).execute(key.addInteger(version));
    return head.flatMap(rows ->
        rows.rowCount() == 0
            ? Uni.createFrom().item(Optional.empty())
            : keep(connection, next, version).map(Optional::of));
  }

  private static Uni<StoredCalendar> keep(SqlConnection connection, Next next, int version) {
    var name = next.name();
    var definition = new String(Json.bytes(CalendarDocument.of(next.calendar())), UTF_8);
    return connection
        .preparedQuery(KEEP)
        .execute(Tuple.of(name.partner().value(), name.name(), version, definition, next.by()))
        .map(rows -> CalendarRows.stored(rows.iterator().next()))
        .call(saved ->
            MovedRows.move(
                connection, next.before().map(StoredCalendar::version), saved.version()));
  }

  @Override
  public Uni<Integer> publish(Function<List<StoredCalendar>, Uni<Void>> work) {
    return scan.pool()
        .preparedQuery(UNPUBLISHED)
        .execute()
        .map(rows -> Rows.list(rows, row -> row.getString("partner_id")).stream().collect(toSet()))
        .flatMap(partners ->
            partners.isEmpty()
                ? Uni.createFrom().item(0)
                : transaction.run(partners, connection -> publish(connection, partners, work)));
  }

  private static Uni<Integer> publish(
      SqlConnection connection,
      Set<String> partners,
      Function<List<StoredCalendar>, Uni<Void>> work) {
    return connection
        .preparedQuery(ALONE)
        .execute()
        .map(rows -> rows.iterator().next().getBoolean("alone"))
        .flatMap(alone ->
            alone
                ? connection
                    .preparedQuery(NEWS)
                    .execute(Tuple.of(partners.toArray(String[]::new)))
                    .map(rows -> Rows.list(rows, CalendarRows::stored))
                    .flatMap(news ->
                        work.apply(news)
                            .chain(() -> note(connection, news))
                            .replaceWith(news.size()))
                : Uni.createFrom().item(0));
  }

  private static Uni<Void> note(SqlConnection connection, List<StoredCalendar> told) {
    var versions = told.stream().map(StoredCalendar::version).toList();
    return connection
        .preparedQuery(TOLD)
        .execute(
            Tuple.of(
                Columns.column(versions, String[]::new, it -> it.name().partner().value()),
                Columns.column(versions, String[]::new, it -> it.name().name()),
                Columns.column(versions, Integer[]::new, CalendarVersion::version)))
        .replaceWithVoid();
  }

  private Uni<List<StoredCalendar>> read(PartnerId partner, String sql, Tuple parameters) {
    return in(
        partner,
        connection ->
            connection
                .preparedQuery(sql)
                .execute(parameters)
                .map(rows -> Rows.list(rows, CalendarRows::stored)));
  }

  private <T> Uni<T> in(PartnerId partner, Function<SqlConnection, Uni<T>> work) {
    return transaction.run(Set.of(partner.value()), work);
  }
}
