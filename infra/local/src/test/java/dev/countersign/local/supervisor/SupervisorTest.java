package dev.countersign.local.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.countersign.embedded.ChildCommand;
import dev.countersign.embedded.Readiness;
import dev.countersign.embedded.StopSignal;
import dev.countersign.local.state.ChildStatus;
import dev.countersign.local.state.ChildStatus.State;
import dev.countersign.local.state.PortTable;
import dev.countersign.local.state.StackState;
import dev.countersign.local.state.StackState.Phase;
import dev.countersign.local.state.StateDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {

  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;
  private StateDirectory directory = new StateDirectory(Path.of("unset"));
  private Supervisor supervisor = new Supervisor(directory, PortTable.defaults(), SHORT);

  @BeforeEach
  void supervise() {
    directory = new StateDirectory(folder);
    supervisor = new Supervisor(directory, PortTable.defaults(), SHORT);
  }

  @AfterEach
  void stop() throws InterruptedException {
    supervisor.stopAll();
  }

  @Test
  void startsAKilledChildAgain() {
    supervisor.start(Layer.STORAGE, "sleeper", () -> shell("exec sleep 600")).join();
    long first = only().mark().orElseThrow().pid();

    ProcessHandle.of(first).orElseThrow().destroyForcibly();

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          assertThat(only().state()).isEqualTo(State.READY);
          assertThat(only().mark().orElseThrow().pid()).isNotEqualTo(first);
          assertThat(only().restarts()).isOne();
        });
  }

  @Test
  void showsTheEndOfTheLogOfAChildThatDiesAtItsStart() {
    ChildSource dying = () -> shell("echo no room on this ship; exit 3", () -> false);

    assertThatThrownBy(() -> supervisor.start(Layer.STORAGE, "sinker", dying).join())
        .hasMessageContaining("sinker ended with status 3")
        .hasMessageContaining("no room on this ship");
  }

  @Test
  void leavesNothingBehindWhenStopped() throws InterruptedException {
    supervisor.start(Layer.STORAGE, "below", () -> shell("exec sleep 600")).join();
    supervisor.start(Layer.EDGE, "above", () -> shell("trap '' TERM; sleep 600 & wait")).join();
    List<ProcessHandle> before = read().livingChildren();

    supervisor.enter(Phase.STOPPING, "");
    supervisor.stopAll();

    assertThat(before).hasSize(2).noneMatch(ProcessHandle::isAlive);
    assertThat(read().children()).extracting(ChildStatus::state).containsOnly(State.STOPPED);
  }

  @Test
  void failuresWhileStoppingAreNoNews() {
    supervisor.enter(Phase.STOPPING, "");
    supervisor.enter(Phase.FAILED, "a child was stopped");

    assertThat(read().phase()).isEqualTo(Phase.STOPPING);
  }

  private ChildStatus only() {
    return read().children().getFirst();
  }

  private StackState read() {
    return StackState.read(directory).orElseThrow();
  }

  private ChildCommand shell(String script) {
    return shell(script, () -> true);
  }

  private ChildCommand shell(String script, Readiness ready) {
    return new ChildCommand(
        "shell",
        List.of("/bin/sh", "-c", script),
        Map.of(),
        folder,
        directory.log("shell"),
        ready,
        StopSignal.TERM);
  }
}
