package dev.countersign.local.command;

import dev.countersign.local.CliProblem;
import dev.countersign.local.stack.Service;
import dev.countersign.local.stack.Stack;
import dev.countersign.local.state.StateDirectory;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What {@code up} leaves running. Nobody types it. */
@Command(name = "supervise", hidden = true)
public final class Supervise implements Callable<Integer> {

  @Mixin private Place place = new Place();
  @Parameters private List<String> children = List.of();

  @Override
  public Integer call() throws IOException, InterruptedException {
    StateDirectory directory = place.directory();
    List<Service> services =
        Service.ALL.stream().filter(service -> children.contains(service.child())).toList();
    try (FileChannel file = lockFile(directory);
        FileLock lock = file.tryLock()) {
      if (lock == null) {
        throw new CliProblem("Another stack runs in " + directory.root() + ".");
      }
      return new Stack(directory, place.stack().orElseThrow().ports(), services).run();
    }
  }

  /** The lock goes away with the process, however it ends. */
  private static FileChannel lockFile(StateDirectory directory) throws IOException {
    return FileChannel.open(
        directory.root().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }
}
