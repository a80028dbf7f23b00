package dev.countersign.request.app;

import dev.countersign.request.core.Opening;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

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
    Texts texts,
    List<Alternative> alternatives,
    Optional<Received> received) {

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

  /** The same event as an earlier version judges it, for requests pinned to that one (I-9). */
  public record Alternative(
      UUID policyId,
      int policyVersion,
      Opening opening,
      Optional<String> reasonCode,
      List<String> ruleIds,
      Optional<String> trace,
      Optional<String> route) {
    public Alternative {
      ruleIds = List.copyOf(ruleIds);
    }
  }

  public Evaluation {
    contributors = List.copyOf(contributors);
    ruleIds = List.copyOf(ruleIds);
    alternatives = List.copyOf(alternatives);
  }

  /** The evaluation by this version, if it was made. */
  Optional<Evaluation> byVersion(int version) {
    if (dossier.policyVersion().equals(Optional.of(version))) {
      return Optional.of(this);
    }
    return alternatives.stream()
        .filter(it -> it.policyVersion() == version)
        .findFirst()
        .map(this::by);
  }

  private Evaluation by(Alternative other) {
    return new Evaluation(
        dossier.judgedBy(Optional.of(other.policyId()), Optional.of(other.policyVersion())),
        intent,
        event,
        other.opening(),
        other.reasonCode(),
        makerReason,
        contributors,
        other.ruleIds(),
        new Texts(texts.facts(), texts.material(), other.trace(), other.route(), texts.data()),
        List.of(),
        received);
  }
}
