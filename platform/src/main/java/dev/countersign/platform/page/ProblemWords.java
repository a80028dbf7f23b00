package dev.countersign.platform.page;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of an error page; what they are stands in {@code messages/problems_*}. */
@MessageBundle(value = "problems", locale = "en")
public interface ProblemWords {
  @Message
  String title(KnownProblem problem);

  @Message
  String detail(KnownProblem problem);
}
