package dev.countersign.request.ui;

import dev.countersign.request.core.StepUp;
import java.time.Duration;

/**
 * What a person reads who has to sign in again before they decide, and the way there. With
 * something typed, the way is a new tab, because this page would forget it (AN-18).
 */
public record SignInAgain(String sentence, String link, boolean isBeside) {

  static SignInAgain of(StepUp stepUp, String request, ActForms.Sent sent) {
    return new SignInAgain(why(stepUp), "/requests/" + request, sent.isTyped());
  }

  static String why(StepUp stepUp) {
    return "An amount like this is decided within %s of signing in%s."
        .formatted(
            length(stepUp.maxAge()),
            stepUp.levels().isEmpty() ? "" : ", with the stronger sign-in of your company");
  }

  private static String length(Duration duration) {
    return duration.toSecondsPart() > 0 || duration.isZero()
        ? duration.toSeconds() + " seconds"
        : Moment.length(duration);
  }
}
