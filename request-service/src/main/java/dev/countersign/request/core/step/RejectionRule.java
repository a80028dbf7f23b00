package dev.countersign.request.core.step;

/** When rejections end a step (C-01): at the first, or once the quorum cannot be reached. */
public enum RejectionRule {
  FIRST_REJECTION,
  UNREACHABLE
}
