package dev.countersign.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.local.client.Intake;
import dev.countersign.local.client.TopicReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A closed loop around the whole pipeline: so many events are under way, people decide as soon as
 * they are asked, and each final outcome lets the next event in.
 */
final class Pipeline implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> TOPICS =
      List.of("approvals.events.v1", "approvals.outcomes.v1");
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final Intake intake;
  private final Invoices invoices;
  private final Deciders deciders;
  private final Semaphore underWay;
  private final TopicReader reader;
  private final ExecutorService people = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicBoolean open = new AtomicBoolean(true);
  private final Map<String, Long> sentNanos = new ConcurrentHashMap<>();
  private final Map<String, Long> decidedNanos = new ConcurrentHashMap<>();
  private final LongAdder answered = new LongAdder();
  private final ConcurrentHistogram eventToRequest = histogram();
  private final ConcurrentHistogram eventToOutcome = histogram();
  private final ConcurrentHistogram decide = histogram();
  private final ConcurrentHistogram decisionToOutcome = histogram();

  Pipeline(String bootstrapServers, Invoices invoices, Deciders deciders, int underWay) {
    this.invoices = invoices;
    this.deciders = deciders;
    this.underWay = new Semaphore(underWay);
    this.intake = new Intake(bootstrapServers);
    this.reader = TopicReader.fromNow(bootstrapServers, TOPICS, this::take);
    Thread.ofPlatform().name("producer").daemon().start(this::produce);
  }

  private void produce() {
    while (open.get()) {
      underWay.acquireUninterruptibly();
      var invoice = invoices.next();
      sentNanos.put(invoice.headers().getOrDefault("ce_subject", ""), System.nanoTime());
      var _ = intake.publish(invoice);
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> taken) {
    var subject = TopicReader.header(taken, "ce_subject").orElse("");
    switch (TopicReader.header(taken, "ce_type").orElse("")) {
      case "approval.request_created" -> note(eventToRequest, sentNanos.get(subject));
      case "approval.step_started" -> {
        var step = parse(taken.value());
        var _ = people.submit(() -> decide(subject, step));
      }
      case "approval.outcome" -> answered(subject);
      default -> {
        // The other lifecycle events tell this loop nothing.
      }
    }
  }

  private void decide(String subject, JsonNode step) {
    long before = System.nanoTime();
    deciders.approve(step);
    long after = System.nanoTime();
    decide.recordValue((after - before) / 1_000);
    decidedNanos.put(subject, after);
  }

  private void answered(String subject) {
    var sent = sentNanos.remove(subject);
    if (sent == null) {
      return;
    }
    note(eventToOutcome, sent);
    var decided = decidedNanos.remove(subject);
    if (decided != null) {
      note(decisionToOutcome, decided);
    }
    answered.increment();
    underWay.release();
  }

  private static void note(
      ConcurrentHistogram histogram, @org.jspecify.annotations.Nullable Long since) {
    if (since != null) {
      histogram.recordValue(
          Math.min((System.nanoTime() - since) / 1_000, LONGEST.toNanos() / 1_000));
    }
  }

  private static JsonNode parse(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Forgets the latencies so far: what was measured while everything warmed up. */
  void forgetLatencies() {
    List.of(eventToRequest, eventToOutcome, decide, decisionToOutcome)
        .forEach(ConcurrentHistogram::reset);
  }

  long answered() {
    return answered.sum();
  }

  Map<String, ConcurrentHistogram> latencies() {
    return Map.of(
        "event to open request", eventToRequest,
        "decision over HTTP", decide,
        "decision to outcome", decisionToOutcome,
        "event to outcome", eventToOutcome);
  }

  private static ConcurrentHistogram histogram() {
    return new ConcurrentHistogram(LONGEST.toNanos() / 1_000, 3);
  }

  @Override
  public void close() {
    open.set(false);
    underWay.release();
    people.shutdown();
    reader.close();
    intake.close();
  }
}
