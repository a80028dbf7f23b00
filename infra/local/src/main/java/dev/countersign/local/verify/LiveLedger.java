package dev.countersign.local.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.local.CliProblem;
import dev.countersign.local.client.RunningStack;
import dev.countersign.local.client.TopicReader;
import dev.countersign.verifier.Checkpoint.Signed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The ledgers of a running stack: the export as an auditor gets it, the anchors from the topic. */
public final class LiveLedger {
  private static final String TOPIC = "approvals.ledger-checkpoints.v1";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private LiveLedger() {}

  /** The export that a person may download. */
  public static BufferedReader export(RunningStack stack, String auditor) throws IOException {
    var request =
        HttpRequest.newBuilder(URI.create(stack.endpoints().origin() + "/v1/ledger/export"))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + stack.tokens().apply(auditor))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(request, BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new CliProblem("The export was refused: " + answer.statusCode());
      }
      var bytes = new java.io.ByteArrayInputStream(answer.body());
      return new BufferedReader(new InputStreamReader(bytes, UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CliProblem("Interrupted.", e);
    }
  }

  /** Every checkpoint of the partner that the topic holds at this moment. */
  public static List<Signed> anchors(RunningStack stack, String partner) throws IOException {
    var anchors = new ArrayList<Signed>();
    var settings =
        Map.<String, Object>of(
            "bootstrap.servers", stack.kafka(), "isolation.level", "read_committed");
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      var partitions =
          consumer.partitionsFor(TOPIC).stream()
              .map(info -> new TopicPartition(TOPIC, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (partitions.stream()
          .anyMatch(it -> consumer.position(it) < ends.getOrDefault(it, 0L))) {
        for (ConsumerRecord<byte[], byte[]> taken : consumer.poll(Duration.ofSeconds(1))) {
          if (partner.equals(new String(taken.key(), UTF_8))) {
            var signature = TopicReader.header(taken, "ce_signature").orElse("");
            anchors.add(CheckpointReader.read(taken.value(), signature));
          }
        }
      }
    }
    return anchors;
  }
}
