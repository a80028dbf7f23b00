package dev.countersign.rules.json;

import java.util.List;

/** A document that is no policy. It says where, and what to write instead. */
@SuppressWarnings("serial") // Never serialized.
public final class InvalidPolicy extends RuntimeException {

  /** A field that this version does not know, and therefore could not obey. */
  public static final String UNKNOWN_FIELD = "unknown_field";

  private final transient List<Problem> problems;

  InvalidPolicy(List<Problem> problems) {
    super(problems.getFirst().toString());
    this.problems = List.copyOf(problems);
  }

  static InvalidPolicy at(String path, String code, String advice) {
    return new InvalidPolicy(List.of(new Problem(code, path, advice)));
  }

  public List<Problem> problems() {
    return problems;
  }

  /**
   * One thing that is wrong.
   *
   * @param code stable, for programs
   * @param path where, as {@code rules[0].steps[1].quorum}
   * @param advice for people
   */
  public record Problem(String code, String path, String advice) {}
}
