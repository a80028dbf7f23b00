package dev.countersign.rules.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.platform.storage.TenantTransaction;
import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.rules.app.window.CountEvents;
import dev.countersign.rules.app.window.EventCounts;
import dev.countersign.rules.core.Path;
import dev.countersign.rules.core.operation.OperationCode;
import dev.countersign.rules.core.partner.PartnerId;
import dev.countersign.rules.core.window.Occurrence;
import dev.countersign.rules.core.window.Occurrence.Occasion;
import dev.countersign.rules.core.window.WindowedFact;
import dev.countersign.rules.testing.RandomOccurrences;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Counting on a real PostgreSQL. */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class PostgresEventCountsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration HOUR = Duration.ofHours(1);
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);

  @Inject CountEvents countEvents;
  @Inject EventCounts counts;
  @Inject TenantTransaction transaction;

  private final String partner = "w-" + UUID.randomUUID().toString().substring(0, 8);

  @Test
  @DisplayName("N-12: random streams in random batches, late and twice, are counted as by hand")
  void agreesWithTryingEveryWindow() {
    var seed = Long.getLong("countersign.seed", System.nanoTime());
    System.out.println("PostgresEventCountsTest: seed " + seed);
    var random = new Random(seed);
    for (int round = 0; round < 40; round++) {
      var over = Duration.ofMinutes(1 + random.nextInt(40));
      var own = "w-" + UUID.randomUUID().toString().substring(0, 8);
      var stream = new RandomOccurrences(random, own).stream(1 + random.nextInt(30), over);
      var counted = new ArrayList<BigDecimal>();
      for (int next = 0; next < stream.size(); ) {
        var end = Math.min(stream.size(), next + 1 + random.nextInt(8));
        var batch = stream.subList(next, end);
        counted.addAll(in(own, tx -> counts.count(tx, batch)));
        next = end;
      }

      assertThat(counted)
          .describedAs("seed %d, round %d", seed, round)
          .usingElementComparator(BigDecimal::compareTo)
          .isEqualTo(RandomOccurrences.naive(stream));
    }
  }

  @Test
  @DisplayName("N-12 SD-16: of two events of one customer at once, one sees the other")
  void eventsAtOnceCannotMissEachOther() {
    for (int round = 0; round < 20; round++) {
      var customer = "c-" + round;
      var both =
          IntStream.range(0, 4)
              .mapToObj(it ->
                  countEvents
                      .count(List.of(List.of(refund("e-" + it, customer, now, HOUR))))
                      .map(counted -> counted.getFirst().before().values().iterator().next())
                      .subscribeAsCompletionStage())
              .toList();
      var before = both.stream().map(CompletableFuture::join).sorted().toList();

      assertThat(before)
          .usingElementComparator(BigDecimal::compareTo)
          .isEqualTo(
              List.of(
                  BigDecimal.ZERO,
                  BigDecimal.valueOf(95_000),
                  BigDecimal.valueOf(190_000),
                  BigDecimal.valueOf(285_000)));
    }
  }

  @Test
  @DisplayName("N-12: a batch that is counted in parts is counted in its order")
  void partsKeepTheOrder() {
    var batch =
        IntStream.range(0, 450)
            .mapToObj(it -> List.of(refund("e-%03d-".formatted(it), "c", now, HOUR)))
            .toList();

    var before =
        countEvents.count(batch).await().atMost(PATIENCE).stream()
            .map(it -> it.before().values().iterator().next().intValueExact())
            .toList();

    assertThat(before).isEqualTo(IntStream.range(0, 450).map(it -> it * 95_000).boxed().toList());
  }

  @Test
  @DisplayName("N-12: what is counted again gets the number it got first, whatever came since")
  void countedAgainIsTheSame() {
    var first = refund("e-1", "c", now, HOUR);
    assertThat(before(first)).isZero();
    assertThat(before(refund("e-2", "c", now.minusSeconds(60), HOUR)))
        .isEqualByComparingTo("95000");

    assertThat(before(first)).isZero();
    assertThat(before(refund("e-3", "c", now, HOUR))).isEqualByComparingTo("190000");
  }

  @Test
  @DisplayName("N-12: windows of other lengths share what was counted, and read no more than was")
  void lengthsShareWhatWasCounted() {
    before(refund("e-1", "c", now.minus(Duration.ofHours(3)), HOUR));
    var second = refund("e-2", "c", now, HOUR);
    assertThat(before(second)).isZero();
    before(refund("e-3", "c", now, HOUR));

    assertThat(before(refund("e-2", "c", now, Duration.ofHours(4)))).isEqualByComparingTo("95000");
  }

  @Test
  @DisplayName("TN-01 N-12: another partner's events do not count, and cannot be counted")
  void otherPartnersDoNotCount() {
    before(refund("e-1", "c", now, HOUR));
    var other = "w-" + UUID.randomUUID().toString().substring(0, 8);
    var theirs = refund(other, "e-2", "c", now, HOUR);

    assertThat(in(other, tx -> counts.count(tx, List.of(theirs))).getFirst()).isZero();
    assertThat(rows(other, "rules.counted_event")).isEqualTo(1);
    assertThat(rows(other, "rules.window_reading")).isEqualTo(1);
    assertThatThrownBy(
            () -> in(other, tx -> counts.count(tx, List.of(refund("e", "c", now, HOUR)))))
        .hasMessageContaining("row-level security");
  }

  @Test
  @DisplayName("N-12: looking tells what counting would, and writes nothing")
  void lookingWritesNothing() {
    var first = refund("e-1", "c", now, HOUR);
    before(first);
    before(refund("e-2", "c", now, HOUR));
    var third = refund("e-3", "c", now, HOUR);

    assertThat(look(third, now.plus(HOUR))).isEqualByComparingTo("190000");
    assertThat(look(third, now.minus(HOUR))).isZero();
    assertThat(look(first, now.plus(HOUR))).isZero();
    assertThat(look(refund("e-2", "c", now, HOUR.plusMinutes(1)), now.plus(HOUR)))
        .isEqualByComparingTo("95000");
    assertThat(rows(partner, "rules.counted_event")).isEqualTo(2);
    assertThat(rows(partner, "rules.window_reading")).isEqualTo(2);
  }

  @Test
  @DisplayName("N-12: what no window can hold is forgotten, with what was read of it")
  void oldIsForgotten() {
    before(refund("old", "c", now.minus(Duration.ofDays(40)), HOUR));
    before(refund("young", "c", now, HOUR));
    var id = new PartnerId(partner);

    // Both were counted just now, so neither is old yet.
    assertThat(forgotten(id, now.minus(HOUR))).isZero();
    assertThat(forgotten(id, now.plus(HOUR))).isEqualTo(2);
    assertThat(rows(partner, "rules.window_reading")).isZero();
  }

  private BigDecimal before(Occurrence occurrence) {
    return in(partner, tx -> counts.count(tx, List.of(occurrence))).getFirst();
  }

  private int forgotten(PartnerId id, Instant until) {
    return in(partner, tx -> counts.forget(tx, id, until));
  }

  private BigDecimal look(Occurrence occurrence, Instant known) {
    return in(partner, tx -> counts.look(tx, List.of(occurrence), known)).getFirst();
  }

  private long rows(String of, String table) {
    return in(
        of,
        tx ->
            tx.query("select count(*) from " + table)
                .execute()
                .map(rows -> rows.iterator().next().getLong(0)));
  }

  private <T> T in(String of, Function<SqlConnection, Uni<T>> work) {
    return transaction.run(Set.of(of), work).await().atMost(PATIENCE);
  }

  private Occurrence refund(String event, String customer, Instant time, Duration over) {
    return refund(partner, event, customer, time, over);
  }

  private static Occurrence refund(
      String partner, String event, String customer, Instant time, Duration over) {
    return new Occurrence(
        partner,
        new OperationCode("refund"),
        new WindowedFact(Optional.of(Path.of("amount")), Path.of("customer"), over),
        "BDT\n" + customer,
        new Occasion((event + "x".repeat(64)).substring(0, 64), time),
        BigDecimal.valueOf(95_000));
  }
}
