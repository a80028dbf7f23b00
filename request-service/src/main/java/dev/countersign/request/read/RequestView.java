package dev.countersign.request.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything a person decides with: the request, its pinned payload, its steps and its votes. */
public record RequestView(
    RequestSummary summary,
    @Nullable String number,
    int version,
    int iteration,
    Pins pins,
    Payload payload,
    Set<String> makerSet,
    Conduct conduct,
    List<StepView> steps) {

  /** What the policy says of the request as a whole, and what has come of it. */
  public record Conduct(
      boolean bulk,
      @Nullable Duration hold,
      @Nullable OffsetDateTime effectiveAt,
      @Nullable OffsetDateTime reviewBy,
      boolean reviewed,
      Release release) {}

  /**
   * What a release of the quarantined event would come to, or has come to: only an event that was
   * kept as it came in can be said again, and those of before the upgrade were not (T-04).
   */
  public enum Release {
    KEPT,
    NOT_KEPT,
    SAID_AGAIN,
    WAITS_FOR_PRODUCER
  }

  /** What an earlier iteration was about. */
  public record Attempt(int iteration, JsonNode material) {}

  /** What a decision is bound to. Absent on a quarantined request, which nobody can decide. */
  public record Pins(
      @Nullable String payloadDigest,
      String contentDigest,
      @Nullable String policyId,
      @Nullable Integer policyVersion) {}

  /** The event's content as the policy saw it; {@code material} is what the digest covers. */
  public record Payload(
      String source,
      String eventId,
      String eventType,
      @Nullable OffsetDateTime eventTime,
      @Nullable String makerReason,
      JsonNode material,
      JsonNode trace,
      JsonNode data) {}

  public RequestView {
    makerSet = Set.copyOf(makerSet);
    steps = List.copyOf(steps);
  }

  public List<StepView> openSteps() {
    return steps.stream().filter(StepView::isOpen).toList();
  }

  public Optional<StepView> openStep() {
    return steps.stream().filter(StepView::isOpen).findFirst();
  }

  public boolean isOpen() {
    return summary.status().equals("PENDING");
  }

  /** The vote this person has given, in whatever step. */
  public Optional<VoteView> voteOf(String person) {
    return steps.stream()
        .flatMap(step -> step.votes().stream())
        .filter(vote -> vote.person().equals(person))
        .findFirst();
  }
}
