package dev.countersign.request.ui;

import dev.countersign.request.app.Act;

/** What a page may offer a person besides deciding, each with the form that sends it. */
public enum Offer {
  RESUBMIT("resubmit", "primary"),
  REVOKE("revoke", "negative"),
  REVIEW("review", "primary"),
  RELEASE("release", "primary"),
  REASSIGN("reassign", ""),
  WITHDRAW("cancel", "negative"),
  CANCEL("cancel", "negative"),
  OVERRIDE("override", "negative"),
  WITNESS("witness", "");

  private final String path;
  private final String tone;

  Offer(String path, String tone) {
    this.path = path;
    this.tone = tone;
  }

  /** What a person has done who sent the form. */
  static Offer of(Act act) {
    return switch (act) {
      case Act.Cancel _ -> CANCEL;
      case Act.Resubmit _ -> RESUBMIT;
      case Act.Reassign _ -> REASSIGN;
      case Act.OverrideCheckers _ -> OVERRIDE;
      case Act.Review _ -> REVIEW;
      case Act.Revoke _ -> REVOKE;
      case Act.Release _ -> RELEASE;
    };
  }

  String path() {
    return path;
  }

  String tone() {
    return tone;
  }
}
