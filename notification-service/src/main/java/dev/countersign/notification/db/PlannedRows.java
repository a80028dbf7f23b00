package dev.countersign.notification.db;

import dev.countersign.notification.app.PlannedDelivery;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Planned deliveries as the columns of one statement. */
final class PlannedRows {
  private PlannedRows() {}

  /** Partner, id, request, seq, channel, recipient: in this order. */
  static Object[] columns(List<PlannedDelivery> planned) {
    return new Object[] {
      column(planned, String[]::new, row -> row.event().partnerId()),
      column(planned, UUID[]::new, PlannedDelivery::id),
      column(planned, UUID[]::new, row -> row.event().requestId()),
      column(planned, Long[]::new, row -> row.event().seq()),
      column(planned, String[]::new, row -> row.channel().name()),
      column(planned, String[]::new, PlannedDelivery::recipient)
    };
  }

  static <R, C> C[] column(
      List<R> rows, java.util.function.IntFunction<C[]> array, Function<R, C> value) {
    return rows.stream().map(value).toArray(array);
  }
}
