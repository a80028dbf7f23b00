package dev.countersign.request.ui;

import org.jspecify.annotations.Nullable;

/** A person with the id always beside the name: names can look alike, ids cannot (SD-22). */
public record Who(String id, String name) {

  static Who of(String id, @Nullable String name) {
    return new Who(id, name == null ? "" : name);
  }

  /** What people call the person, if the directory knows. */
  public String label() {
    return hasName() ? name : id;
  }

  public boolean hasName() {
    return !name.isEmpty();
  }
}
