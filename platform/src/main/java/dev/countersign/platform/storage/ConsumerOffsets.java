package dev.countersign.platform.storage;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Up to where a consumer has worked, written in the transaction of the work itself: after a restore
 * the database knows what it does not know. The migration of each service creates the table:
 *
 * <pre>
 * create table tech.consumer_offset (
 *   group_id text not null, topic text not null, partition int not null,
 *   next_offset bigint not null, primary key (group_id, topic, partition));
 * </pre>
 */
@ApplicationScoped
public class ConsumerOffsets {

  private static final String STORE =
      """
      insert into tech.consumer_offset as o (group_id, topic, partition, next_offset)
      select $1, t, p, n from unnest($2::text[], $3::int[], $4::bigint[]) as x(t, p, n)
      order by t, p
      on conflict (group_id, topic, partition)
      do update set next_offset = greatest(o.next_offset, excluded.next_offset)
      """;

  private static final String LOAD =
      "select topic, partition, next_offset from tech.consumer_offset where group_id = $1";

  private final Pool pool;

  public ConsumerOffsets(Pool pool) {
    this.pool = pool;
  }

  /** Notes how far a group has come, within the caller's transaction. */
  public Uni<Void> store(SqlConnection connection, Progress progress) {
    return store(connection, progress.group(), progress.nextOffsets());
  }

  /** Notes the next offset to read of each partition, within the caller's transaction. */
  public Uni<Void> store(
      SqlConnection connection, String group, Map<TopicPartition, Long> nextOffsets) {
    int size = nextOffsets.size();
    var topics = new String[size];
    var partitions = new Integer[size];
    var offsets = new Long[size];
    int i = 0;
    for (Map.Entry<TopicPartition, Long> entry : nextOffsets.entrySet()) {
      topics[i] = entry.getKey().topic();
      partitions[i] = entry.getKey().partition();
      offsets[i++] = entry.getValue();
    }
    return connection
        .preparedQuery(STORE)
        .execute(Tuple.from(new Object[] {group, topics, partitions, offsets}))
        .replaceWithVoid();
  }

  /** The next offset to read of every partition the group has ever worked on. */
  public Uni<Map<TopicPartition, Long>> load(String group) {
    return pool.preparedQuery(LOAD).execute(Tuple.of(group)).map(ConsumerOffsets::toMap);
  }

  private static Map<TopicPartition, Long> toMap(RowSet<Row> rows) {
    var offsets = new HashMap<TopicPartition, Long>();
    for (Row row : rows) {
      var partition = new TopicPartition(row.getString("topic"), row.getInteger("partition"));
      offsets.put(partition, row.getLong("next_offset"));
    }
    return offsets;
  }
}
