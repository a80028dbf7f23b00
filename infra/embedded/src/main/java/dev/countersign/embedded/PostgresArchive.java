package dev.countersign.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks the PostgreSQL binaries. Runs in this module's build and nowhere else. */
public final class PostgresArchive {

  private final Path target;

  private PostgresArchive(Path target) {
    this.target = target;
  }

  /** Arguments: the folder that holds the one tar.xz, and the folder to unpack it into. */
  public static void main(String[] arguments) throws IOException {
    Path archive = onlyFileOf(Path.of(arguments[0]));
    Path target = Path.of(arguments[1]);
    Path marker = target.resolve(archive.getFileName() + ".unpacked");
    if (Files.exists(marker)
        && Files.getLastModifiedTime(marker).compareTo(Files.getLastModifiedTime(archive)) >= 0) {
      return;
    }
    new PostgresArchive(target).unpack(archive);
    Files.writeString(marker, "");
  }

  private static Path onlyFileOf(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".txz")).findFirst().orElseThrow();
    }
  }

  private void unpack(Path archive) throws IOException {
    try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
        TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(file))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(entry, tar);
      }
    }
  }

  private void unpack(TarArchiveEntry entry, InputStream content) throws IOException {
    Path path = target.resolve(entry.getName()).normalize();
    if (!path.startsWith(target)) {
      throw new IOException("An entry of the archive points outside: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.resolveSibling("."));
    if (entry.isSymbolicLink()) {
      Files.deleteIfExists(path);
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else {
      Files.copy(content, path, StandardCopyOption.REPLACE_EXISTING);
      String permissions = (entry.getMode() & 0111) != 0 ? "rwxr-xr-x" : "rw-r--r--";
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
  }
}
