package dev.countersign.local.diagnosis;

import dev.countersign.local.CliProblem;
import dev.countersign.local.state.PortTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What must hold before anything is started; each failure is one sentence with what to do. */
public final class Preconditions {

  private static final long BYTES_NEEDED = 2L << 30;

  private Preconditions() {}

  public static void requireFreePorts(PortTable ports) {
    for (Map.Entry<String, Integer> port : ports.inOrder().entrySet()) {
      if (!PortTable.isFree(port.getValue())) {
        String holder = PortHolder.of(port.getValue()).orElse("another user's process");
        throw new CliProblem(
            "Port %d (%s) is in use by %s; stop it, or run beside it with COUNTERSIGN_PORTS=free ./countersign up."
                .formatted(port.getValue(), port.getKey(), holder));
      }
    }
  }

  public static void requireDiskSpace(Path folder) throws IOException {
    Files.createDirectories(folder);
    requireDiskSpace(folder, Files.getFileStore(folder).getUsableSpace());
  }

  static void requireDiskSpace(Path folder, long usableBytes) {
    if (usableBytes < BYTES_NEEDED) {
      throw new CliProblem(
          "Only %.1f GB are free where %s is, and the stack needs 2; make room, or put its data elsewhere with --state."
              .formatted(usableBytes / (double) (1L << 30), folder));
    }
  }
}
