package dev.countersign.embedded;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The class paths and binaries that this module's build laid out. The system property {@code
 * countersign.embedded.servers} names another place for them.
 */
final class ServerFiles {

  private static final String OVERRIDE = "countersign.embedded.servers";

  private ServerFiles() {}

  static Path postgres(String program) throws IOException {
    return directory().resolve("postgres/bin").resolve(program);
  }

  static Path plugins() throws IOException {
    return directory().resolve("plugins");
  }

  /** The command line of a server's JVM, up to and including its main class. */
  static List<String> java(List<String> options, String mainClass) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return Stream.of(
            Stream.of(java.toString()), options.stream(), Stream.of("-cp", classPath(), mainClass))
        .flatMap(parts -> parts)
        .toList();
  }

  private static String classPath() throws IOException {
    try (Stream<Path> jars = Files.list(directory().resolve("lib"))) {
      return jars.map(Path::toString).sorted().collect(Collectors.joining(File.pathSeparator));
    }
  }

  private static Path directory() throws IOException {
    String named = System.getProperty(OVERRIDE);
    Path directory = Path.of(named != null ? named : builtDirectory());
    if (!Files.isDirectory(directory.resolve("postgres"))) {
      throw new IOException(
          "No server files in " + directory + ": build infra/embedded, or set " + OVERRIDE);
    }
    return directory;
  }

  private static String builtDirectory() throws IOException {
    try (InputStream file = ServerFiles.class.getResourceAsStream("servers.properties")) {
      Properties properties = new Properties();
      properties.load(file);
      return properties.getProperty("directory");
    }
  }
}
