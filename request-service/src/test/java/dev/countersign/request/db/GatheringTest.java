package dev.countersign.request.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GatheringTest {
  private final List<List<String>> started = new ArrayList<>();
  private final Gathering<String> gathering =
      new Gathering<>(3, 4, work -> work.charAt(0), started::add);

  @Test
  @DisplayName("what comes alone starts at once, and what comes meanwhile starts together")
  void gathersWhileBusy() {
    List.of("a", "b", "c").forEach(gathering::offer);
    assertThat(started).containsExactly(List.of("a"));

    gathering.goOn();

    assertThat(started).containsExactly(List.of("a"), List.of("b", "c"));
  }

  @Test
  @DisplayName("when nothing has gathered, the next one starts at once again")
  void restsWhenNothingWaits() {
    gathering.offer("a");
    gathering.goOn();
    gathering.offer("b");

    assertThat(started).containsExactly(List.of("a"), List.of("b"));
  }

  @Test
  @DisplayName("no more start at a time than may, in the order they came in")
  void startsNoMoreThanMay() {
    List.of("a", "b", "c", "d", "e").forEach(gathering::offer);
    gathering.goOn();
    gathering.goOn();

    assertThat(started).containsExactly(List.of("a"), List.of("b", "c", "d"), List.of("e"));
  }

  @Test
  @DisplayName("there is no place for a second one about the same until the first is done")
  void takesNoTwoAboutTheSame() {
    assertThat(gathering.offer("a1")).isTrue();
    assertThat(gathering.offer("a2")).isFalse();
    gathering.goOn();
    assertThat(gathering.offer("a3")).isFalse();

    gathering.end("a1");

    assertThat(gathering.offer("a4")).isTrue();
    assertThat(started).containsExactly(List.of("a1"), List.of("a4"));
  }

  @Test
  @DisplayName("I16 there is no place for more than may wait")
  void takesNoMoreThanMayWait() {
    List.of("a", "b", "c", "d", "e").forEach(gathering::offer);

    assertThat(gathering.offer("f")).isFalse();
    gathering.goOn();
    assertThat(gathering.offer("f")).isTrue();
  }
}
