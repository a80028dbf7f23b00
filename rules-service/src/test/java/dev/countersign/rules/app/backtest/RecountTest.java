package dev.countersign.rules.app.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.rules.core.window.Occurrence;
import dev.countersign.rules.testing.RandomOccurrences;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RecountTest {

  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  @DisplayName("N-01 N-12: events are counted in the order in which they came, each once")
  void countsInTheOrderOfArrival() {
    var stream = stream(40);
    var recount = recount(stream);

    recount.count(_ -> true);

    assertThat(stream.stream().map(it -> recount.before(List.of(it)).before(it.fact())).toList())
        .usingElementComparator(BigDecimal::compareTo)
        .isEqualTo(RandomOccurrences.naive(stream));
  }

  @Test
  @DisplayName("N-01: while it counts it asks whether to go on, and stops when it is told to")
  void stopsWhenItIsTold() {
    var stream = stream(2500);
    var recount = recount(stream);
    var asked = new ArrayList<Integer>();

    recount.count(records -> {
      asked.add(records);
      return asked.size() < 2;
    });

    assertThat(asked).containsExactly(0, 0);
    assertThatThrownBy(() -> recount.before(List.of(stream.getFirst())))
        .isInstanceOf(IllegalStateException.class);
  }

  private static List<Occurrence> stream(int events) {
    return new RandomOccurrences(new Random(11), "acme").stream(events, HOUR);
  }

  private static Recount recount(List<Occurrence> stream) {
    var recount = new Recount(Set.of(stream.getFirst().fact()));
    for (int index = 0; index < stream.size(); index++) {
      recount.add(stream.get(index), RandomOccurrences.START.plusSeconds(index));
    }
    return recount;
  }
}
