package dev.countersign.platform.web;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * RFC 9470: the token is good and its person known, but for this they have to sign in anew, or more
 * strongly. The header says how to programs that know the standard, the problem to all others.
 */
public final class StepUpChallenge {
  private static final String CODE = "insufficient_user_authentication";
  private static final String MAX_AGE = "maxAge";
  private static final String LEVELS = "acrValues";

  private StepUpChallenge() {}

  public static ProblemException refusal(Duration maxAge, List<String> levels) {
    return new ProblemException(
        401,
        CODE,
        "This needs a sign-in that is not older than %d seconds%s; sign in again, then repeat it."
            .formatted(
                maxAge.toSeconds(),
                levels.isEmpty() ? "" : " and has the level " + String.join(" or ", levels)),
        Map.of(MAX_AGE, maxAge.toSeconds(), LEVELS, String.join(" ", levels)));
  }

  static boolean isAskedBy(Problem problem) {
    return problem.status() == 401 && problem.code().equals(CODE);
  }

  static String header(Problem problem) {
    var levels = String.valueOf(problem.extras().get(LEVELS));
    return "Bearer error=\"%s\", error_description=\"A fresh sign-in is needed\"%s, max_age=\"%s\""
        .formatted(
            CODE,
            levels.isEmpty() ? "" : ", acr_values=\"" + levels + "\"",
            problem.extras().get(MAX_AGE));
  }
}
