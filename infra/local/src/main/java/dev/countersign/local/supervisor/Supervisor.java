package dev.countersign.local.supervisor;

import dev.countersign.local.state.ChildStatus;
import dev.countersign.local.state.PortTable;
import dev.countersign.local.state.ProcessMark;
import dev.countersign.local.state.StackState;
import dev.countersign.local.state.StackState.Phase;
import dev.countersign.local.state.StateDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The parent of every child of one stack. It keeps {@code stack.json} true: who runs, as which
 * process, and what became of those that died.
 */
public final class Supervisor {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final StateDirectory directory;
  private final PortTable ports;
  private final Duration patience;
  private final Spawner spawner = new Spawner();
  private final Map<Layer, List<SupervisedChild>> layers = new EnumMap<>(Layer.class);
  private Phase phase = Phase.STARTING;
  private String message = "";

  public Supervisor(StateDirectory directory, PortTable ports) {
    this(directory, ports, PATIENCE);
  }

  Supervisor(StateDirectory directory, PortTable ports, Duration patience) {
    this.directory = directory;
    this.ports = ports;
    this.patience = patience;
  }

  /** Starts a child and keeps it alive; the future tells when it was ready first. */
  public CompletableFuture<Duration> start(Layer layer, String name, ChildSource source) {
    SupervisedChild child =
        new SupervisedChild(name, source, spawner, this::note, Clock.systemUTC());
    synchronized (this) {
      if (phase != Phase.STARTING) {
        return CompletableFuture.failedFuture(new IOException("The stack is being stopped."));
      }
      of(layer).add(child);
      return child.start();
    }
  }

  /** Stops what uses others before what is used, and waits until all are gone. */
  public void stopAll() throws InterruptedException {
    for (Layer layer : Layer.inStopOrder()) {
      List<SupervisedChild> children;
      synchronized (this) {
        children = List.copyOf(of(layer));
      }
      List<Thread> stopping =
          children.stream().map(child -> Thread.ofVirtual().start(() -> stop(child))).toList();
      for (Thread thread : stopping) {
        thread.join();
      }
    }
  }

  private List<SupervisedChild> of(Layer layer) {
    return layers.computeIfAbsent(layer, _ -> new ArrayList<>());
  }

  private void stop(SupervisedChild child) {
    try {
      child.stop(patience);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** The stack is now in this phase, and if that is no good news, why. */
  public synchronized void enter(Phase next, String why) {
    if (phase == Phase.FAILED || (phase == Phase.STOPPING && next != Phase.DOWN)) {
      // What fails while the stack is being stopped fails because of that.
      return;
    }
    phase = next;
    message = why;
    note();
  }

  public synchronized Phase phase() {
    return phase;
  }

  /** A line for the person who waits. */
  public synchronized void progress(String line) {
    try {
      Files.writeString(
          directory.progress(),
          line + System.lineSeparator(),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  private synchronized void note() {
    List<ChildStatus> children =
        layers.values().stream().flatMap(List::stream).map(SupervisedChild::status).toList();
    Optional<ProcessMark> self = Optional.of(ProcessMark.of(ProcessHandle.current()));
    try {
      new StackState(phase, message, self, ports, children).write(directory);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }
}
