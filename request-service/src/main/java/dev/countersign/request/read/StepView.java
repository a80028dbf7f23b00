package dev.countersign.request.read;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One step with its live tally and the votes given in it, in the order they were given. */
public record StepView(
    int no,
    String track,
    String name,
    String status,
    String role,
    @Nullable String escalatedRole,
    Quorum quorum,
    ReasonNeeded reasonNeeded,
    @Nullable OffsetDateTime startedAt,
    @Nullable OffsetDateTime dueAt,
    String onTimeout,
    @Nullable String escalateTo,
    List<VoteView> votes) {

  /** How many must approve; {@code needed} and {@code poolSize} are known once the step starts. */
  public record Quorum(String kind, int n, @Nullable Integer needed, @Nullable Integer poolSize) {}

  /** Whether a vote must come with a reason, how long it must be, and the question it answers. */
  public record ReasonNeeded(
      boolean approve, boolean reject, int minLength, @Nullable String prompt) {}

  public StepView {
    votes = List.copyOf(votes);
  }

  public boolean isOpen() {
    return status.equals("ACTIVE") || status.equals("BLOCKED");
  }

  public boolean isFor(String heldRole) {
    return role.equals(heldRole) || heldRole.equals(escalatedRole);
  }

  public long approvals() {
    return votes.stream().filter(vote -> vote.vote().equals("APPROVE")).count();
  }

  public long abstentions() {
    return votes.stream().filter(vote -> vote.vote().equals("ABSTAIN")).count();
  }

  public long rejections() {
    return votes.stream().filter(vote -> vote.vote().equals("REJECT")).count();
  }
}
