package dev.countersign.local.state;

import java.nio.file.Path;

/** Where one stack keeps its data, logs and notes. Two stacks have two of them. */
public record StateDirectory(Path root) {

  public StateDirectory {
    root = root.toAbsolutePath().normalize();
  }

  public Path home(String child) {
    return root.resolve(child);
  }

  public Path logs() {
    return root.resolve("logs");
  }

  public Path log(String child) {
    return logs().resolve(child + ".log");
  }

  /** One line per step of a start, written by the supervisor and shown by {@code up}. */
  public Path progress() {
    return root.resolve("progress");
  }

  public Path stackFile() {
    return root.resolve("stack.json");
  }

  public Path secrets() {
    return root.resolve("secrets.json");
  }

  /** What runs is a copy, so that a build does not pull the files from under a running stack. */
  public Path deployed(String part) {
    return root.resolve("run").resolve(part);
  }
}
