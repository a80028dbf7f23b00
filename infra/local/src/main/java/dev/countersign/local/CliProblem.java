package dev.countersign.local;

/** Something the person at the keyboard must know or do; printed as it is, without a trace. */
public final class CliProblem extends RuntimeException {

  private static final long serialVersionUID = 1;

  public CliProblem(String message) {
    super(message);
  }

  public CliProblem(String message, Throwable cause) {
    super(message, cause);
  }
}
