package dev.countersign.request.app.message;

import dev.countersign.request.app.Dossier;
import dev.countersign.request.core.RequestEvent.StepBlocked;
import dev.countersign.request.core.step.Step;
import java.util.UUID;

/** The body of the alert that a step waits for people who are not there (A-01, F-136). */
public final class BlockedAlertBody {
  public static final String TYPE = "approval.config_alert";
  public static final String CODE = "step_blocked";

  private BlockedAlertBody() {}

  public static byte[] of(UUID id, Dossier dossier, Step step, StepBlocked blocked) {
    return Body.of(body ->
        body.id("id", id)
            .text("type", TYPE)
            .time("time", blocked.at())
            .text("partnerId", dossier.partner())
            .text("code", CODE)
            .id("requestId", dossier.id().value())
            .text("operation", dossier.operation())
            .text("subjectId", dossier.subjectId())
            .number("step", blocked.step())
            .text("stepName", step.plan().name())
            .number("able", blocked.able())
            .number("missing", blocked.missing()));
  }
}
