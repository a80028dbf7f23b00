package dev.countersign.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;

/** What PostgreSQL has written so far, over all databases of the stack. */
record DatabaseCounters(long rows, long walBytes, long commits, long flushes) {
  private static final String QUERY =
      """
      select (select sum(tup_inserted + tup_updated + tup_deleted) from pg_stat_database),
        pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0'),
        (select sum(xact_commit) from pg_stat_database),
        (select coalesce(sum(fsyncs), 0) from pg_stat_io where object = 'wal')
      """;

  static DatabaseCounters of(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var result = statement.executeQuery(QUERY)) {
      result.next();
      return new DatabaseCounters(
          result.getLong(1), result.getLong(2), result.getLong(3), result.getLong(4));
    }
  }

  DatabaseCounters minus(DatabaseCounters earlier) {
    return new DatabaseCounters(
        rows - earlier.rows,
        walBytes - earlier.walBytes,
        commits - earlier.commits,
        flushes - earlier.flushes);
  }
}
