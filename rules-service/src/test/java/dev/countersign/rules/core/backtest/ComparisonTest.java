package dev.countersign.rules.core.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.countersign.rules.core.backtest.Report.Load;
import dev.countersign.rules.core.backtest.Report.Recorded;
import dev.countersign.rules.core.backtest.Report.Unseen;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  /** A Sunday evening in London, and Monday already in Dhaka. */
  private static final Instant AT = Instant.parse("2026-03-01T20:00:00Z");

  private static final Answer NOBODY = answer("NOT_REQUIRED", "BELOW_FIRST_BAND");
  private static final Answer AUTO = answer("NOT_REQUIRED", "AUTO_APPROVED");
  private static final Answer STUCK = answer("QUARANTINED", "FACT_MISSING");
  private static final Answer SUPERVISOR = required("band-1", "role Supervisor", "ttl P7D");
  private static final Answer CONTROLLER = required("band-5", "role Controller", "ttl P7D");

  private final Comparison comparison = new Comparison(ZoneId.of("Asia/Dhaka"));

  @Test
  @DisplayName("N-01: every pair of answers is one kind of change")
  void everyPairIsOneKindOfChange() {
    assertThat(Change.between(NOBODY, SUPERVISOR)).isEqualTo(Change.NEWLY_REQUIRED);
    assertThat(Change.between(SUPERVISOR, NOBODY)).isEqualTo(Change.NO_LONGER_REQUIRED);
    assertThat(Change.between(NOBODY, STUCK)).isEqualTo(Change.NEWLY_QUARANTINED);
    assertThat(Change.between(STUCK, SUPERVISOR)).isEqualTo(Change.NO_LONGER_QUARANTINED);
    assertThat(Change.between(SUPERVISOR, CONTROLLER)).isEqualTo(Change.TIER_CHANGED);
    assertThat(Change.between(NOBODY, AUTO)).isEqualTo(Change.REASON_CHANGED);
    assertThat(Change.between(NOBODY, NOBODY)).isEqualTo(Change.UNCHANGED);
  }

  @Test
  @DisplayName("N-01: a band with another name that asks the same people changes nothing")
  void nameOfABandChangesNothing() {
    var renamed = required("band-2", "role Supervisor", "ttl P7D");
    var longer = required("band-1", "role Supervisor", "ttl P9D");

    assertThat(Change.between(SUPERVISOR, renamed)).isEqualTo(Change.UNCHANGED);
    assertThat(Change.between(SUPERVISOR, longer)).isEqualTo(Change.ROUTE_CHANGED);
  }

  @Test
  @DisplayName("N-01: items per approver and week of the partner's zone, and what nobody would see")
  void countsItemsAndWhatNobodyWouldSee() {
    comparison.add(event("1", "120.50"), SUPERVISOR, NOBODY);
    comparison.add(event("2", "-30"), STUCK, NOBODY);
    comparison.add(event("3", "700"), SUPERVISOR, CONTROLLER);
    comparison.add(event("4", "10"), NOBODY, NOBODY);
    comparison.redelivery();
    comparison.cancellation();

    var report = comparison.report(new Recorded(4, 0, 0, 0, List.of()));

    assertThat(report.events()).isEqualTo(4);
    assertThat(report.redelivered()).isOne();
    assertThat(report.cancellations()).isOne();
    assertThat(report.changes())
        .containsOnly(
            entry(Change.NO_LONGER_REQUIRED, 1L),
            entry(Change.NO_LONGER_QUARANTINED, 1L),
            entry(Change.TIER_CHANGED, 1L),
            entry(Change.UNCHANGED, 1L));
    assertThat(report.load())
        .containsExactly(
            new Load("role Controller", "2026-W10", 0, 1),
            new Load("role Supervisor", "2026-W10", 2, 0));
    assertThat(report.unseen()).containsExactly(new Unseen("BDT", 2, "150.5"));
    assertThat(report.examples()).extracting(Report.Example::id).containsExactly("1", "3", "2");
  }

  @Test
  @DisplayName("N-01: a report stays bounded, and says what found no room")
  void reportStaysBounded() {
    for (int index = 0; index < 3000; index++) {
      var someone = required("band-" + index, "user u" + index, "");
      comparison.add(event("e" + index, "1"), NOBODY, someone);
    }

    var report = comparison.report(new Recorded(0, 0, 0, 3000, List.of()));

    assertThat(report.changes()).containsOnly(entry(Change.NEWLY_REQUIRED, 3000L));
    assertThat(report.groups()).hasSize(500);
    assertThat(report.load()).hasSize(2000);
    assertThat(report.examples()).hasSize(5);
    assertThat(report.omitted()).isEqualTo(2500 + 1000);
  }

  private static PastEvent event(String id, String amount) {
    return new PastEvent(
        "/s",
        id,
        "refund.requested",
        "R-" + id,
        AT,
        Optional.of(new BigDecimal(amount)),
        Optional.of("BDT"),
        Optional.of("{}"));
  }

  private static Answer answer(String verdict, String reason) {
    return new Answer(
        verdict, Optional.of(reason), Optional.of(1), List.of(), List.of(), "", List.of());
  }

  private static Answer required(String rule, String approver, String route) {
    return new Answer(
        "REQUIRED",
        Optional.empty(),
        Optional.of(1),
        List.of(rule),
        List.of(new AskedStep("main", "COUNT 1", List.of(approver))),
        approver + route,
        List.of());
  }
}
