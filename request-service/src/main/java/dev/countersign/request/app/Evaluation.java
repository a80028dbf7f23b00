package dev.countersign.request.app;

import dev.countersign.request.core.Opening;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One evaluated event: what the core needs to rule, and what is stored and shown beside it. */
public record Evaluation(
    Dossier dossier,
    Intent intent,
    SourceEvent event,
    Opening opening,
    Optional<String> reasonCode,
    Optional<String> makerReason,
    List<String> contributors,
    List<String> ruleIds,
    Texts texts) {

  /** What the event means for requests about its subject. */
  public enum Intent {
    OPEN,
    REVISE,
    CANCEL
  }

  /** What the producer said about its event, beyond source and id. */
  public record SourceEvent(String type, Optional<Instant> time, Optional<String> subject) {}

  /** Parts that are passed on as the JSON they came as. */
  public record Texts(
      Optional<String> facts,
      Optional<String> material,
      Optional<String> trace,
      Optional<String> route,
      Optional<String> data) {}

  public Evaluation {
    contributors = List.copyOf(contributors);
    ruleIds = List.copyOf(ruleIds);
  }
}
