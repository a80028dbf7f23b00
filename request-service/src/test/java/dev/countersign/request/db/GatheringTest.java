package dev.countersign.request.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GatheringTest {
  private final List<List<String>> started = new ArrayList<>();
  private final Gathering<String> gathering =
      new Gathering<>(3, work -> work.charAt(0), started::add);

  @Test
  @DisplayName("what comes alone starts at once, and what comes meanwhile starts together")
  void gathersWhileBusy() {
    List.of("a", "b", "c").forEach(gathering::add);
    assertThat(started).containsExactly(List.of("a"));

    gathering.goOn();

    assertThat(started).containsExactly(List.of("a"), List.of("b", "c"));
  }

  @Test
  @DisplayName("when nothing has gathered, the next one starts at once again")
  void restsWhenNothingWaits() {
    gathering.add("a");
    gathering.goOn();
    gathering.add("b");

    assertThat(started).containsExactly(List.of("a"), List.of("b"));
  }

  @Test
  @DisplayName("no more start at a time than may, in the order they came in")
  void startsNoMoreThanMay() {
    List.of("a", "b", "c", "d", "e").forEach(gathering::add);
    gathering.goOn();
    gathering.goOn();

    assertThat(started).containsExactly(List.of("a"), List.of("b", "c", "d"), List.of("e"));
  }

  @Test
  @DisplayName("two about the same never start at a time, and keep their order")
  void neverStartsTwoAboutTheSame() {
    List.of("a", "b1", "b2", "c", "b3").forEach(gathering::add);
    gathering.goOn();
    gathering.goOn();
    gathering.goOn();

    assertThat(started)
        .containsExactly(List.of("a"), List.of("b1", "c"), List.of("b2"), List.of("b3"));
  }
}
