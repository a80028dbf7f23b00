package dev.countersign.local.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.local.state.StackState.Phase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackStateTest {

  @TempDir Path folder;

  @Test
  void readsWhatItWrote() throws IOException {
    StateDirectory directory = new StateDirectory(folder);
    ProcessMark self = ProcessMark.of(ProcessHandle.current());
    ChildStatus child = new ChildStatus("kafka", ChildStatus.State.READY, Optional.of(self), 2);
    StackState state =
        new StackState(Phase.READY, "", Optional.of(self), PortTable.free(), List.of(child));

    state.write(directory);
    StackState read = StackState.read(directory).orElseThrow();

    assertThat(read.children()).isEqualTo(state.children());
    assertThat(read.ports().inOrder()).isEqualTo(state.ports().inOrder());
    assertThat(read.supervising()).contains(ProcessHandle.current());
  }

  @Test
  void anotherProcessWithTheSameIdIsNotOurs() {
    Instant longAgo = Instant.now().minus(Duration.ofDays(1));
    ProcessMark before = new ProcessMark(ProcessHandle.current().pid(), Optional.of(longAgo));

    assertThat(before.alive()).isEmpty();
  }

  @Test
  void freePortsAreAllDifferent() {
    assertThat(PortTable.free().inOrder().values()).doesNotHaveDuplicates();
  }

  @Test
  void theSecretsAreMadeOnceAndKept() throws IOException {
    StateDirectory directory = new StateDirectory(folder);

    Secrets first = Secrets.of(directory);

    assertThat(Secrets.of(directory)).isEqualTo(first);
    assertThat(first.sessionSecret()).hasSizeGreaterThanOrEqualTo(32);
  }
}
