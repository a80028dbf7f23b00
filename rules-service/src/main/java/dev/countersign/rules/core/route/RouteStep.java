package dev.countersign.rules.core.route;

import dev.countersign.rules.core.policy.Quorum;
import dev.countersign.rules.core.policy.RejectionRule;
import java.util.List;
import java.util.Optional;

/**
 * One step of a route.
 *
 * @param skipReason why nobody is asked, where nobody is
 */
public record RouteStep(
    int no,
    String name,
    State state,
    Optional<String> skipReason,
    Quorum quorum,
    RejectionRule rejectionRule,
    List<RouteApprover> approvers,
    RouteClocks clocks) {

  public RouteStep {
    approvers = List.copyOf(approvers);
  }

  /** What the policy made of the step before anybody was asked. */
  public enum State {
    WAITING,
    SKIPPED,
    AUTO_APPROVED
  }
}
