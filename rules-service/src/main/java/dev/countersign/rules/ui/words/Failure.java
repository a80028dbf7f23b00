package dev.countersign.rules.ui.words;

/** Why a backtest came to no end, as far as a person can do something about it. */
public enum Failure {
  TOO_MANY,
  TOO_LONG,
  CUT_OFF,
  FAILED;

  /** What the code of a simulation's failure amounts to. */
  public static Failure of(String code) {
    return switch (code) {
      case "record_limit_reached", "event_limit_reached" -> TOO_MANY;
      case "time_limit_reached" -> TOO_LONG;
      case "instance_lost", "instance_stopped" -> CUT_OFF;
      default -> FAILED;
    };
  }
}
