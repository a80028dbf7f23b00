package dev.countersign.local.diagnosis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds who listens on a port: in /proc where there is one, else by lsof. */
final class PortHolder {

  private static final Path PROC = Path.of("/proc");
  private static final String LISTENING = "0A";
  private static final int LONGEST_COMMAND = 60;

  private PortHolder() {}

  /** For example {@code process 4711 (java -jar shop.jar)}; empty when it may not be seen. */
  static Optional<String> of(int port) {
    Optional<Long> pid = Files.isDirectory(PROC.resolve("net")) ? fromProc(port) : fromLsof(port);
    return pid.map(id -> "process %d (%s)".formatted(id, command(id)));
  }

  /** The socket numbers that listen on the port, from lines of /proc/net/tcp or tcp6. */
  static Set<String> listeningSockets(List<String> lines, int port) {
    String end = String.format(Locale.ROOT, ":%04X", port);
    Set<String> sockets = new HashSet<>();
    for (String line : lines) {
      String[] fields = line.strip().split("\\s+", -1);
      if (fields.length > 9 && fields[1].endsWith(end) && fields[3].equals(LISTENING)) {
        sockets.add("socket:[" + fields[9] + "]");
      }
    }
    return sockets;
  }

  private static Optional<Long> fromProc(int port) {
    Set<String> sockets = new HashSet<>();
    for (String table : List.of("net/tcp", "net/tcp6")) {
      sockets.addAll(listeningSockets(lines(PROC.resolve(table)), port));
    }
    return ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .filter(pid -> holdsOneOf(sockets, pid))
        .findFirst();
  }

  /** A system without IPv6 lacks one of the tables. */
  private static List<String> lines(Path table) {
    try {
      return Files.readAllLines(table);
    } catch (IOException _) {
      return List.of();
    }
  }

  private static boolean holdsOneOf(Set<String> sockets, long pid) {
    Path descriptors = PROC.resolve(Long.toString(pid)).resolve("fd");
    try (DirectoryStream<Path> all = Files.newDirectoryStream(descriptors)) {
      for (Path descriptor : all) {
        if (sockets.contains(target(descriptor))) {
          return true;
        }
      }
      return false;
    } catch (IOException | DirectoryIteratorException _) {
      // Another user's process, or one that ended meanwhile.
      return false;
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException _) {
      return "";
    }
  }

  private static Optional<Long> fromLsof(int port) {
    try {
      Process lsof = new ProcessBuilder("lsof", "-t", "-iTCP:" + port, "-sTCP:LISTEN").start();
      String answer = new String(lsof.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return answer.lines().findFirst().map(Long::valueOf);
    } catch (IOException | NumberFormatException _) {
      return Optional.empty();
    }
  }

  private static String command(long pid) {
    String line =
        ProcessHandle.of(pid)
            .flatMap(process -> process.info().commandLine())
            .map(command -> command.replaceAll("\\s+", " "))
            .orElse("unknown");
    return line.length() <= LONGEST_COMMAND ? line : line.substring(0, LONGEST_COMMAND) + " …";
  }
}
