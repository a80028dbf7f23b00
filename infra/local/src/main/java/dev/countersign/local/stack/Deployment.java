package dev.countersign.local.stack;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;

/**
 * Brings a copy of what was built up to date. A stack runs from the copy, so a build, which
 * rewrites its outputs, cannot pull classes from under it.
 */
public final class Deployment {

  private static final Set<String> FOLDERS_OF_LIBRARIES = Set.of("lib", "main", "boot");

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
      Files.deleteIfExists(fresh);
      if (!isRelease(file) || !isLinked(file, fresh)) {
        Files.copy(file, fresh, StandardCopyOption.COPY_ATTRIBUTES);
      }
      Files.move(fresh, copy, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /** A released library is never written to again, so a second name for it is as good as a copy. */
  private static boolean isRelease(Path file) {
    String name = file.getFileName().toString();
    Path folder = file.toAbsolutePath().getParent();
    return name.endsWith(".jar")
        && !name.contains("SNAPSHOT")
        && folder != null
        && FOLDERS_OF_LIBRARIES.contains(folder.getFileName().toString());
  }

  /**
   * Hundreds of megabytes that are written just before PostgreSQL starts would make its first
   * commits wait until they are on the disk.
   */
  private static boolean isLinked(Path file, Path fresh) {
    try {
      Files.createLink(fresh, file);
      return true;
    } catch (IOException | UnsupportedOperationException _) {
      return false;
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
