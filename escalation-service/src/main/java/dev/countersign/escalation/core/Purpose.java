package dev.countersign.escalation.core;

/** What a timer is for when it is due. Nothing here can say approve. */
public enum Purpose {
  EXPIRE_REQUEST,
  ESCALATE_STEP,

  /** The agreed response time of a step is over. */
  REMIND_SLA,

  /** A step's timeout is over, and its people are told again. */
  REMIND_STEP,
  EXPIRE_STEP,
  RELEASE_HOLD,

  /** An override or a self-approval should have been reviewed. */
  REMIND_REVIEW,

  /** Nobody is asked to do anything; that the time was over is on record. */
  NOTE;

  /** Whether it concerns the whole request and no step of it. */
  boolean isOfRequest() {
    return switch (this) {
      case EXPIRE_REQUEST, RELEASE_HOLD, REMIND_REVIEW -> true;
      case ESCALATE_STEP, REMIND_SLA, REMIND_STEP, EXPIRE_STEP, NOTE -> false;
    };
  }
}
