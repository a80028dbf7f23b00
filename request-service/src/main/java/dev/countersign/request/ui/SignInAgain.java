package dev.countersign.request.ui;

import dev.countersign.request.core.StepUp;
import java.time.Duration;

/**
 * What a person reads who has to sign in again before they decide, and the way there. With
 * something typed, the way is a new tab, because this page would forget it (AN-18).
 */
public record SignInAgain(String sentence, String link, boolean isBeside) {

  static SignInAgain of(StepUp stepUp, String request, ActForms.Sent sent, Tongue tongue) {
    return new SignInAgain(why(stepUp, tongue), "/requests/" + request, sent.isTyped());
  }

  static String why(StepUp stepUp, Tongue tongue) {
    var length = length(stepUp.maxAge(), tongue);
    return stepUp.levels().isEmpty()
        ? tongue.said().freshSignIn(length)
        : tongue.said().strongSignIn(length);
  }

  private static String length(Duration duration, Tongue tongue) {
    return duration.toSecondsPart() > 0 || duration.isZero()
        ? tongue.said().seconds(duration.toSeconds())
        : Moment.length(duration, tongue.lists());
  }
}
