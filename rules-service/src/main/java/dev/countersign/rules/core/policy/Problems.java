package dev.countersign.rules.core.policy;

import dev.countersign.rules.core.policy.TermsProblem.Code;
import java.util.ArrayList;
import java.util.List;

/** Collects problems, each with its place in the document. */
final class Problems {

  private final List<TermsProblem> found = new ArrayList<>();

  /** Notes the problem unless the condition for the document to be sound holds. */
  void unless(boolean isSound, Code code, String path) {
    if (!isSound) {
      found.add(new TermsProblem(code, path));
    }
  }

  List<TermsProblem> found() {
    return List.copyOf(found);
  }
}
