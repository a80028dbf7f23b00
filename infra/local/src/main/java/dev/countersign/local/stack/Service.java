package dev.countersign.local.stack;

import java.nio.file.Path;
import java.util.List;

/** One of the four services: {@code name} is its database, its port's name and its short name. */
public record Service(String name) {

  public static final List<Service> ALL =
      List.of(
          new Service("rules"),
          new Service("request"),
          new Service("notification"),
          new Service("escalation"));

  /** The child's name, which is the module's. */
  public String child() {
    return name + "-service";
  }

  Path built(Path repository) {
    return repository.resolve(child()).resolve("target/quarkus-app");
  }
}
