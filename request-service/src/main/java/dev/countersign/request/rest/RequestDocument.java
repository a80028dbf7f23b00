package dev.countersign.request.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.request.core.Refusal;
import dev.countersign.request.read.RequestView;
import dev.countersign.request.read.StepView;
import dev.countersign.request.read.VoteView;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One request with everything a decision is made with and bound to. {@code canDecide} is what the
 * rules would answer the caller now; a reason and a fresh sign-in may still be asked for.
 */
public record RequestDocument(
    @JsonUnwrapped SummaryDocument summary,
    @Nullable String number,
    int version,
    int iteration,
    @Nullable String payloadDigest,
    String contentDigest,
    @Nullable String policyId,
    @Nullable Integer policyVersion,
    Event event,
    @Nullable String makerReason,
    @Schema(implementation = Object.class) JsonNode material,
    @Schema(implementation = Object.class) JsonNode trace,
    @Schema(implementation = Object.class) JsonNode data,
    List<Step> steps,
    boolean bulk,
    boolean canDecide,
    @Nullable Why why) {

  /** The event that opened the request. */
  public record Event(String source, String id, String type, @Nullable OffsetDateTime time) {}

  /** Why the caller may not decide: what a decision would be refused with. */
  public record Why(String code, String text) {}

  /** One level of the approval. */
  public record Step(
      int no,
      String track,
      String name,
      String status,
      List<String> roles,
      Quorum quorum,
      Tally tally,
      RequireReason requireReason,
      @Nullable OffsetDateTime startedAt,
      @Nullable OffsetDateTime dueAt,
      String onTimeout,
      @Nullable String escalateTo,
      List<Decision> decisions) {}

  /** ANY, ALL, MAJORITY, PERCENT of n, or COUNT of n. */
  public record Quorum(String kind, int n) {}

  /** {@code needed} and {@code poolSize} are fixed when the step starts. */
  public record Tally(
      long approved, long rejected, @Nullable Integer needed, @Nullable Integer poolSize) {}

  /** Which votes must come with a reason, its least length, and the question it answers. */
  public record RequireReason(
      boolean approve, boolean reject, int minLength, @Nullable String prompt) {

    static RequireReason of(StepView.ReasonNeeded needed) {
      return new RequireReason(
          needed.approve(), needed.reject(), needed.minLength(), needed.prompt());
    }
  }

  /** A recorded vote; {@code onBehalfOf} is whose right it was, {@code bulk} how it came. */
  public record Decision(
      String by,
      @Nullable String onBehalfOf,
      String vote,
      String reason,
      boolean bulk,
      OffsetDateTime at) {}

  static RequestDocument of(RequestView view, Optional<Refusal> refusal) {
    var pins = view.pins();
    var payload = view.payload();
    return new RequestDocument(
        SummaryDocument.of(view.summary()),
        view.number(),
        view.version(),
        view.iteration(),
        pins.payloadDigest(),
        pins.contentDigest(),
        pins.policyId(),
        pins.policyVersion(),
        new Event(payload.source(), payload.eventId(), payload.eventType(), payload.eventTime()),
        payload.makerReason(),
        payload.material(),
        payload.trace(),
        payload.data(),
        view.steps().stream().map(RequestDocument::step).toList(),
        view.conduct().bulk(),
        refusal.isEmpty(),
        refusal.map(RequestDocument::why).orElse(null));
  }

  private static Step step(StepView step) {
    var quorum = step.quorum();
    return new Step(
        step.no(),
        step.track(),
        step.name(),
        step.status(),
        Stream.concat(Stream.of(step.role()), Stream.ofNullable(step.escalatedRole()))
            .distinct()
            .toList(),
        new Quorum(quorum.kind(), quorum.n()),
        new Tally(step.approvals(), step.rejections(), quorum.needed(), quorum.poolSize()),
        RequireReason.of(step.reasonNeeded()),
        step.startedAt(),
        step.dueAt(),
        step.onTimeout(),
        step.escalateTo(),
        step.votes().stream().map(RequestDocument::decision).toList());
  }

  private static Decision decision(VoteView vote) {
    return new Decision(
        vote.person(), vote.onBehalfOf(), vote.vote(), vote.reason(), vote.bulk(), vote.at());
  }

  private static Why why(Refusal refusal) {
    return new Why(refusal.code(), Refusals.problem(refusal).problem().detail());
  }
}
