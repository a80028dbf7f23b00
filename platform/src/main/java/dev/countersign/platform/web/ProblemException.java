package dev.countersign.platform.web;

import java.util.Map;

/** Ends a call with a {@link Problem}; only doors throw it, the core returns its refusals. */
public class ProblemException extends RuntimeException {

  private final transient Problem problem;

  public ProblemException(int status, String code, String detail, Map<String, Object> extras) {
    super(code + ": " + detail);
    this.problem = Problem.of(status, code, detail, extras);
  }

  public ProblemException(int status, String code, String detail) {
    this(status, code, detail, Map.of());
  }

  /** The one answer for what does not exist and for what belongs to somebody else. */
  public static ProblemException notFound() {
    Problem same = Problem.of(404);
    return new ProblemException(404, same.code(), same.detail());
  }

  public Problem problem() {
    return problem;
  }
}
