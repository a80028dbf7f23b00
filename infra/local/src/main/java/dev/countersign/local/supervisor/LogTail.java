package dev.countersign.local.supervisor;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The end of a log, without reading what stands before it. */
public final class LogTail {

  private static final int BYTES_PER_LINE = 400;
  private static final long LARGEST_LOG = 20_000_000;

  private LogTail() {}

  public static List<String> lines(Path log, int count) throws IOException {
    if (!Files.exists(log)) {
      return List.of();
    }
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long wanted = (long) count * BYTES_PER_LINE;
      file.seek(Math.max(0, file.length() - wanted));
      byte[] bytes = new byte[(int) (file.length() - file.getFilePointer())];
      file.readFully(bytes);
      List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
      return lines.subList(Math.max(0, lines.size() - count), lines.size());
    }
  }

  /** Puts a long log aside before a child appends to it; the one put aside before is dropped. */
  static void rotate(Path log) throws IOException {
    if (Files.exists(log) && Files.size(log) > LARGEST_LOG) {
      Path older = log.resolveSibling(log.getFileName() + ".1");
      Files.move(log, older, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
