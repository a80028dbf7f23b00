package dev.countersign.notification.db;

import dev.countersign.notification.app.PlannedDelivery;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Planned deliveries as the columns of one statement. */
final class PlannedRows {
  private static final OffsetDateTime NEVER =
      OffsetDateTime.of(9999, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

  private PlannedRows() {}

  /** Partner, id, request, seq, purpose, recipient, occasion, end of deciding: in this order. */
  static Object[] columns(List<PlannedDelivery> planned) {
    return new Object[] {
      column(planned, String[]::new, row -> row.event().partnerId()),
      column(planned, UUID[]::new, PlannedDelivery::id),
      column(planned, UUID[]::new, row -> row.event().requestId()),
      column(planned, Long[]::new, row -> row.event().seq()),
      column(planned, String[]::new, row -> row.purpose().name()),
      column(planned, String[]::new, PlannedDelivery::recipient),
      column(planned, String[]::new, row -> row.occasion().map(Enum::name).orElse("")),
      column(
          planned,
          OffsetDateTime[]::new,
          row -> row.decideBefore().map(at -> at.atOffset(ZoneOffset.UTC)).orElse(NEVER))
    };
  }

  static <R, C> C[] column(
      List<R> rows, java.util.function.IntFunction<C[]> array, Function<R, C> value) {
    return rows.stream().map(value).toArray(array);
  }
}
