package dev.countersign.request.db.read;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Row sets as lists of what the rows say. */
final class RowSets {

  private RowSets() {}

  static <T> List<T> map(RowSet<Row> rows, Function<Row, T> view) {
    return StreamSupport.stream(rows.spliterator(), false).map(view).toList();
  }

  static <T> Optional<T> first(RowSet<Row> rows, Function<Row, T> view) {
    return map(rows, view).stream().findFirst();
  }
}
