package dev.countersign.escalation.db;

import dev.countersign.escalation.core.PartnerId;
import dev.countersign.escalation.core.Purpose;
import dev.countersign.escalation.core.RequestId;
import dev.countersign.escalation.core.Timer;
import dev.countersign.escalation.core.TimerKey;
import dev.countersign.escalation.core.calendar.BusinessSpan;
import dev.countersign.escalation.core.calendar.RunningBudget;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Rows as the core's values. */
final class Rows {

  private Rows() {}

  static <T> List<T> list(RowSet<Row> rows, Function<Row, T> mapping) {
    return StreamSupport.stream(rows.spliterator(), false).map(mapping).toList();
  }

  static TimerKey key(Row row) {
    return new TimerKey(
        new PartnerId(row.getString("partner_id")),
        new RequestId(row.getUUID("request_id")),
        row.getInteger("iteration"),
        row.getInteger("step"),
        row.getInteger("rung"));
  }

  static Timer timer(Row row, Optional<RunningBudget> budget) {
    return new Timer(
        key(row),
        Purpose.valueOf(row.getString("purpose")),
        row.getOffsetDateTime("due_at").toInstant(),
        row.getInteger("calendar_version"),
        budget);
  }

  /** What runs in a calendar, if the timer does. */
  static Optional<RunningBudget> budget(Row row) {
    if (row.getString("calendar") == null) {
      return Optional.empty();
    }
    var unit = BusinessSpan.Unit.valueOf(row.getString("unit"));
    return Optional.of(
        new RunningBudget(
            row.getString("calendar"),
            new BusinessSpan(unit, row.getLong("budget")),
            new BusinessSpan(unit, row.getLong("consumed")),
            row.getOffsetDateTime("counted_from").toInstant()));
  }

  static Optional<Instant> instant(Row row, String column) {
    return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
  }
}
