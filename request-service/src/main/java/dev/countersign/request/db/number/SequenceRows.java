package dev.countersign.request.db.number;

import dev.countersign.request.app.number.IssuedNumber;
import dev.countersign.request.app.number.StoredSequence;
import dev.countersign.request.core.number.Branch;
import dev.countersign.request.core.number.DocumentType;
import dev.countersign.request.core.number.NumberFormat;
import dev.countersign.request.core.number.ResetStrategy;
import dev.countersign.request.core.number.Sequence;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Rows of sequences and numbers, as what they say. */
final class SequenceRows {

  /** A sequence under lock, and the moment its partner's calendar shows. */
  record Locked(
      UUID id, Sequence sequence, int version, Optional<String> zone, Instant now, String partner) {

    /** The present month, or nothing if a number would show it and the zone is not known. */
    Optional<YearMonth> month(Sequence wanted) {
      return SequenceRows.month(wanted, zone, now);
    }

    StoredSequence stored(long current) {
      return new StoredSequence(id, sequence, current, version);
    }
  }

  private SequenceRows() {}

  static Optional<YearMonth> month(Sequence sequence, Optional<String> zone, Instant now) {
    var needed = sequence.format().followsTheCalendar();
    return zone.<ZoneId>map(ZoneId::of)
        .or(() -> needed ? Optional.empty() : Optional.of(ZoneOffset.UTC))
        .map(place -> YearMonth.from(now.atZone(place)));
  }

  static Locked locked(Row row) {
    return new Locked(
        row.getUUID("id"),
        sequence(row),
        row.getInteger("version"),
        Optional.ofNullable(row.getString("zone")),
        row.getOffsetDateTime("now").toInstant(),
        row.getString("partner_id"));
  }

  static Sequence sequence(Row row) {
    var branch = new Branch(row.getString("branch"));
    var prefix = row.getString("prefix");
    return new Sequence(
        new DocumentType(row.getString("document_type")),
        branch,
        prefix,
        NumberFormat.parse(prefix, branch, row.getInteger("padding")).orElseThrow(),
        ResetStrategy.valueOf(row.getString("reset")));
  }

  static IssuedNumber number(Row row) {
    return new IssuedNumber(
        row.getString("number"),
        row.getUUID("sequence_id"),
        row.getString("period"),
        row.getLong("value"),
        row.getString("key"),
        row.getString("issued_by"),
        row.getOffsetDateTime("issued_at").toInstant(),
        Optional.ofNullable(row.getString("reason"))
            .map(reason ->
                new IssuedNumber.Voided(
                    reason,
                    row.getString("voided_by"),
                    row.getOffsetDateTime("voided_at").toInstant())));
  }

  static <T> List<T> list(RowSet<Row> rows, Function<Row, T> view) {
    return StreamSupport.stream(rows.spliterator(), false).map(view).toList();
  }

  static <T> Optional<T> first(RowSet<Row> rows, Function<Row, T> view) {
    return list(rows, view).stream().findFirst();
  }
}
