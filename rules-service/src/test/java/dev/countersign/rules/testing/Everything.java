package dev.countersign.rules.testing;

import dev.countersign.embedded.EmbeddedInfrastructure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.ConfigProvider;

/** All that is in the broker and in the database, to be compared with itself later. */
public record Everything(
    Map<String, Long> ends, Map<String, String> groups, Map<String, String> rows) {

  private static final String TABLES =
      """
      select schemaname || '.' || tablename from pg_tables
      where schemaname in ('rules', 'tech') order by 1
      """;

  /** What there is now; of the tables named only that they are there. */
  public static Everything now(Set<String> except) {
    try (var admin =
            Admin.create(
                Map.of(
                    AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                    setting("kafka.bootstrap.servers")));
        var database =
            EmbeddedInfrastructure.shared()
                .databases()
                .connect(setting("countersign.database.name"))) {
      return new Everything(ends(admin), groups(admin), rows(database, except));
    } catch (SQLException | ExecutionException e) {
      throw new IllegalStateException("Cannot look at everything", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Long> ends(Admin admin)
      throws ExecutionException, InterruptedException {
    var prefix = setting("countersign.topic-prefix");
    var names =
        admin.listTopics().names().get().stream()
            .filter(name -> name.startsWith(prefix))
            .collect(Collectors.toSet());
    var asked = new TreeMap<String, TopicPartition>();
    admin
        .describeTopics(names)
        .allTopicNames()
        .get()
        .forEach((name, topic) ->
            topic
                .partitions()
                .forEach(it ->
                    asked.put(
                        name + "-" + it.partition(), new TopicPartition(name, it.partition()))));
    var offsets =
        admin
            .listOffsets(
                asked.values().stream()
                    .collect(Collectors.toMap(it -> it, _ -> OffsetSpec.latest())))
            .all()
            .get();
    var ends = new TreeMap<String, Long>();
    offsets.forEach((partition, end) -> ends.put(partition.toString(), end.offset()));
    return ends;
  }

  /** Consumer groups and what they have committed. */
  private static Map<String, String> groups(Admin admin)
      throws ExecutionException, InterruptedException {
    var prefix = setting("countersign.topic-prefix");
    var groups = new TreeMap<String, String>();
    for (var group : admin.listGroups().all().get()) {
      if (group.groupId().startsWith(prefix) || group.groupId().isEmpty()) {
        var offsets =
            admin.listConsumerGroupOffsets(group.groupId()).partitionsToOffsetAndMetadata().get();
        groups.put(group.groupId(), new TreeSet<>(texts(offsets)).toString());
      }
    }
    return groups;
  }

  private static List<String> texts(Map<TopicPartition, ?> offsets) {
    var texts = new ArrayList<String>();
    offsets.forEach((partition, offset) -> texts.add(partition + "=" + offset));
    return texts;
  }

  private static Map<String, String> rows(Connection database, Set<String> except)
      throws SQLException {
    var rows = new TreeMap<String, String>();
    try (var statement = database.createStatement();
        var tables = statement.executeQuery(TABLES)) {
      while (tables.next()) {
        rows.put(tables.getString(1), "");
      }
    }
    for (var table : new TreeSet<>(rows.keySet())) {
      if (!except.contains(table)) {
        try (var statement = database.createStatement();
            var digest =
                statement.executeQuery(
                    "select count(*) || ' ' || coalesce(md5(string_agg(t::text, ' ' order by"
                        + " t::text)), '') from "
                        + table
                        + " t")) {
          digest.next();
          rows.put(table, digest.getString(1));
        }
      }
    }
    return rows;
  }

  private static String setting(String name) {
    return ConfigProvider.getConfig().getValue(name, String.class);
  }
}
