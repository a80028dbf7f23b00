package dev.countersign.escalation.core;

/**
 * Which timer: one per request for its time to live, one per rung of a step. The command of a timer
 * derives its id from this key, so sending it twice is sending it once.
 */
public record TimerKey(PartnerId partner, RequestId request, int iteration, int step, int rung) {

  /** The step and the rung of the timer that concerns the whole request. */
  private static final int WHOLE_REQUEST = 0;

  public TimerKey {
    if (iteration < 1 || step < 0 || rung < 0 || (step != WHOLE_REQUEST && rung == 0)) {
      throw new IllegalArgumentException(
          "Not a timer: iteration " + iteration + ", step " + step + ", rung " + rung);
    }
  }

  static TimerKey timeToLive(EventOrigin origin) {
    return new TimerKey(
        origin.partner(), origin.request(), origin.iteration(), WHOLE_REQUEST, WHOLE_REQUEST);
  }

  /** The timer of the request's hold, or of the review that an override owes. */
  static TimerKey ofRequest(EventOrigin origin, int slot) {
    return new TimerKey(
        origin.partner(), origin.request(), origin.iteration(), WHOLE_REQUEST, slot);
  }

  static TimerKey ofStep(EventOrigin origin, int step, int rung) {
    return new TimerKey(origin.partner(), origin.request(), origin.iteration(), step, rung);
  }

  /** The name under which the command's id is derived within its request (ruling 19). */
  public String commandName() {
    return iteration + "/" + step + "/" + rung;
  }
}
