package dev.countersign.rules.core.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.rules.testing.RandomOccurrences;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TimelineTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  @Test
  @DisplayName("N-12: over random streams, late and twice, it is what trying every window finds")
  void agreesWithTryingEveryWindow() {
    var seed = Long.getLong("countersign.seed", System.nanoTime());
    System.out.println("TimelineTest: seed " + seed);
    var random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      var over = Duration.ofMinutes(1 + random.nextInt(40));
      var stream = new RandomOccurrences(random, "acme").stream(1 + random.nextInt(15), over);

      assertThat(counted(stream))
          .describedAs("seed %d, round %d", seed, round)
          .usingElementComparator(BigDecimal::compareTo)
          .isEqualTo(RandomOccurrences.naive(stream));
    }
  }

  @Test
  @DisplayName(
      "N-12 SD-16: in whatever order the parts of a split come, the last one sees them all")
  void noOrderHidesASplit() {
    var seed = Long.getLong("countersign.seed", System.nanoTime());
    System.out.println("TimelineTest: seed " + seed);
    var random = new Random(seed);
    for (int round = 0; round < 1_000; round++) {
      var minutes = new ArrayList<>(List.of(0, 10, 20, 30, 59));
      Collections.shuffle(minutes, random);
      var timeline =
          new Timeline(
              minutes.stream().map(it -> NOON.plus(Duration.ofMinutes(it))).toList(), HOUR);
      var last = BigDecimal.ZERO;
      for (var minute : minutes) {
        var time = NOON.plus(Duration.ofMinutes(minute));
        last = timeline.fullest(time).add(new BigDecimal("95000"));
        timeline.add(new Occurrence.Occasion("e" + minute, time), new BigDecimal("95000"));
      }
      assertThat(last).describedAs("seed %d, %s", seed, minutes).isEqualByComparingTo("475000");
    }
  }

  @Test
  @DisplayName("N-12: a window holds its end and not its start")
  void windowIsOpenAtItsStart() {
    var justWithin = HOUR.minusNanos(1000);
    var timeline =
        new Timeline(
            List.of(
                NOON.minus(HOUR),
                NOON.minus(justWithin),
                NOON,
                NOON.plus(justWithin),
                NOON.plus(HOUR)),
            HOUR);
    timeline.add(new Occurrence.Occasion("e", NOON), BigDecimal.TEN);

    assertThat(timeline.fullest(NOON.plus(justWithin))).isEqualTo("10");
    assertThat(timeline.fullest(NOON.plus(HOUR))).isZero();
    assertThat(timeline.fullest(NOON.minus(justWithin))).isEqualTo("10");
    assertThat(timeline.fullest(NOON.minus(HOUR))).isZero();
  }

  @Test
  @Timeout(60)
  @DisplayName("N-12: a counter with very many events in one window costs little for each of them")
  void busyCounterIsCountedInTime() {
    var seconds = IntStream.range(0, 300_000).boxed().collect(Collectors.toList());
    Collections.shuffle(seconds, new Random(7));
    var times = seconds.stream().map(it -> NOON.plusSeconds(it)).toList();
    var timeline = new Timeline(times, WindowedFact.LONGEST);
    var last = BigDecimal.ZERO;

    for (int index = 0; index < times.size(); index++) {
      last = timeline.fullest(times.get(index));
      timeline.add(new Occurrence.Occasion("e" + index, times.get(index)), BigDecimal.ONE);
    }

    assertThat(last).isEqualTo("299999");
  }

  @Test
  @DisplayName("N-12: a time that is missing or beyond belief counts as the time it came in")
  void timeBeyondBeliefIsNotTaken() {
    assertThat(time(NOON.minus(Duration.ofMinutes(5)))).isEqualTo(NOON.minusSeconds(300));
    assertThat(time(NOON.minus(Duration.ofMinutes(5)).minusMillis(1))).isEqualTo(NOON);
    assertThat(time(NOON.plus(Duration.ofMinutes(5)))).isEqualTo(NOON.plusSeconds(300));
    assertThat(time(NOON.plus(Duration.ofMinutes(5)).plusMillis(1))).isEqualTo(NOON);
    assertThat(WindowedFact.time(Optional.empty(), NOON)).isEqualTo(NOON);
  }

  private static Instant time(Instant said) {
    return WindowedFact.time(Optional.of(said.atOffset(ZoneOffset.UTC)), NOON);
  }

  private static List<BigDecimal> counted(List<Occurrence> stream) {
    var times = stream.stream().map(it -> it.occasion().time()).toList();
    var timelines = new HashMap<Occurrence.Counter, Timeline>();
    var first = new HashMap<String, BigDecimal>();
    var before = new ArrayList<BigDecimal>();
    for (var it : stream) {
      var timeline =
          timelines.computeIfAbsent(it.counter(), _ -> new Timeline(times, it.fact().over()));
      before.add(
          first.computeIfAbsent(
              it.occasion().event(), _ -> timeline.fullest(it.occasion().time())));
      timeline.add(it.occasion(), it.amount());
    }
    return before;
  }
}
