package dev.countersign.escalation.db;

import dev.countersign.escalation.core.TimerKey;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lists as the columns of one statement, so that a batch is one round trip. */
final class Columns {

  private Columns() {}

  static <R, C> @Nullable C[] column(
      List<R> rows, IntFunction<@Nullable C[]> array, Function<R, @Nullable C> value) {
    @Nullable C[] column = array.apply(rows.size());
    int i = 0;
    for (R row : rows) {
      column[i++] = value.apply(row);
    }
    return column;
  }

  /** Partner, request, iteration, step, rung: in this order. */
  static Object[] keys(List<TimerKey> keys) {
    return new Object[] {
      column(keys, String[]::new, key -> key.partner().value()),
      column(keys, UUID[]::new, key -> key.request().value()),
      column(keys, Integer[]::new, TimerKey::iteration),
      column(keys, Integer[]::new, TimerKey::step),
      column(keys, Integer[]::new, TimerKey::rung)
    };
  }

  static Object[] concat(Object[] first, Object... more) {
    return Stream.concat(Stream.of(first), Stream.of(more)).toArray();
  }

  static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
