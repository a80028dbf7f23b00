package dev.countersign.local.stack;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Brings a copy of what was built up to date. A stack runs from the copy, so a build, which
 * rewrites its outputs, cannot pull classes from under it.
 */
public final class Deployment {

  private Deployment() {}

  public static void sync(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    removeStale(from, to);
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(to.resolve(from.relativize(folder)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            copyIfChanged(file, attributes, to.resolve(from.relativize(file)));
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void copyIfChanged(Path file, BasicFileAttributes attributes, Path copy)
      throws IOException {
    boolean same =
        Files.exists(copy)
            && Files.size(copy) == attributes.size()
            && Files.getLastModifiedTime(copy).equals(attributes.lastModifiedTime());
    if (!same) {
      // A new file, never new bytes in the old one: a running JVM has the old one mapped.
      Path fresh = copy.resolveSibling(copy.getFileName() + ".new");
      Files.copy(
          file, fresh, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
      Files.move(fresh, copy, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private static void removeStale(Path from, Path to) throws IOException {
    Files.walkFileTree(
        to,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (!Files.exists(from.resolve(to.relativize(file)))) {
              Files.delete(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
