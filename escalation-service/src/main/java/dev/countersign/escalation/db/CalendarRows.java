package dev.countersign.escalation.db;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;

import dev.countersign.escalation.app.StoredCalendar;
import dev.countersign.escalation.core.PartnerId;
import dev.countersign.escalation.core.calendar.CalendarName;
import dev.countersign.escalation.core.calendar.CalendarVersion;
import dev.countersign.escalation.json.CalendarDocument;
import dev.countersign.escalation.json.CalendarReader;
import dev.countersign.platform.messaging.Json;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads calendars. Whoever arms a timer by one holds it, so that no version slips in between. */
final class CalendarRows {

  static final String COLUMNS =
      "v.partner_id, v.name, v.version, v.definition, v.saved_by, v.saved_at ";

  /** The rows are locked first and read then: a version that was waited for is seen. */
  private static final String HOLD =
      """
      select 1 from escalation.calendar c
      join unnest($1::text[], $2::text[]) as wanted(p, n) on c.partner_id = p and c.name = n
      order by c.partner_id, c.name for share of c
      """;

  private static final String NEWEST =
      "select "
          + COLUMNS
          + """
          from unnest($1::text[], $2::text[]) as wanted(p, n)
          join escalation.calendar c on c.partner_id = p and c.name = n
          join escalation.calendar_version v
            on v.partner_id = p and v.name = n and v.version = c.version
          """;

  private CalendarRows() {}

  static StoredCalendar stored(Row row) {
    var name = new CalendarName(new PartnerId(row.getString("partner_id")), row.getString("name"));
    var definition = row.getString("definition").getBytes(UTF_8);
    var calendar = CalendarReader.read(Json.read(definition, CalendarDocument.class));
    return new StoredCalendar(
        new CalendarVersion(name, row.getInteger("version"), calendar),
        row.getString("saved_by"),
        row.getOffsetDateTime("saved_at").toInstant());
  }

  static Uni<Map<CalendarName, CalendarVersion>> held(
      SqlConnection connection, List<CalendarName> names) {
    var columns = names(names);
    return connection
        .preparedQuery(HOLD)
        .execute(columns)
        .flatMap(_ -> connection.preparedQuery(NEWEST).execute(columns))
        .map(rows ->
            Rows.list(rows, CalendarRows::stored).stream()
                .map(StoredCalendar::version)
                .collect(toMap(CalendarVersion::name, it -> it)));
  }

  static Uni<Optional<StoredCalendar>> newest(SqlConnection connection, CalendarName name) {
    return connection
        .preparedQuery(NEWEST)
        .execute(names(List.of(name)))
        .map(rows -> Rows.list(rows, CalendarRows::stored).stream().findFirst());
  }

  private static Tuple names(List<CalendarName> names) {
    return Tuple.of(
        Columns.column(names, String[]::new, it -> it.partner().value()),
        Columns.column(names, String[]::new, CalendarName::name));
  }
}
