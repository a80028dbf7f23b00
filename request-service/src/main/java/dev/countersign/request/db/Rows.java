package dev.countersign.request.db;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows for one statement over {@code unnest}: however many, they are one round trip and one plan.
 */
final class Rows {
  private final String sql;
  private final Class<?>[] types;
  private final List<@Nullable Object[]> rows = new ArrayList<>();

  Rows(String sql, Class<?>... types) {
    this.sql = sql;
    this.types = types.clone();
  }

  void add(@Nullable Object... values) {
    if (values.length != types.length) {
      throw new IllegalArgumentException(
          "Expected " + types.length + " columns, but got " + values.length);
    }
    rows.add(values);
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  int size() {
    return rows.size();
  }

  Future<RowSet<Row>> send(SqlConnection connection) {
    var columns = Tuple.tuple();
    addColumns(columns);
    return connection.preparedQuery(sql).execute(columns);
  }

  /** One execution per row, sent together, for a statement that names its row by key. */
  Future<RowSet<Row>> sendEach(SqlConnection connection) {
    return connection
        .preparedQuery(sql)
        .executeBatch(rows.stream().map(row -> Tuple.from(row.clone())).toList());
  }

  /** The parameters of one statement for all rows. */
  void addColumns(Tuple tuple) {
    for (int column = 0; column < types.length; column++) {
      var values = Array.newInstance(types[column], rows.size());
      for (int row = 0; row < rows.size(); row++) {
        Array.set(values, row, rows.get(row)[column]);
      }
      tuple.addValue(values);
    }
  }
}
