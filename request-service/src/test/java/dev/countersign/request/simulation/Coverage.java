package dev.countersign.request.simulation;

import dev.countersign.request.core.RequestEvent;
import dev.countersign.request.core.RequestEvent.ApprovalNotRequired;
import dev.countersign.request.core.RequestEvent.AssignmentReassigned;
import dev.countersign.request.core.RequestEvent.ChangesRequested;
import dev.countersign.request.core.RequestEvent.DecisionRecorded;
import dev.countersign.request.core.RequestEvent.HoldReleased;
import dev.countersign.request.core.RequestEvent.HoldStarted;
import dev.countersign.request.core.RequestEvent.IterationStarted;
import dev.countersign.request.core.RequestEvent.OverrideReviewOverdue;
import dev.countersign.request.core.RequestEvent.OverrideReviewed;
import dev.countersign.request.core.RequestEvent.RequestApproved;
import dev.countersign.request.core.RequestEvent.RequestAutoRejected;
import dev.countersign.request.core.RequestEvent.RequestCancelled;
import dev.countersign.request.core.RequestEvent.RequestCreated;
import dev.countersign.request.core.RequestEvent.RequestExpired;
import dev.countersign.request.core.RequestEvent.RequestOverridden;
import dev.countersign.request.core.RequestEvent.RequestQuarantined;
import dev.countersign.request.core.RequestEvent.RequestRejected;
import dev.countersign.request.core.RequestEvent.RequestReleased;
import dev.countersign.request.core.RequestEvent.RequestRevoked;
import dev.countersign.request.core.RequestEvent.SelfApprovalReviewOverdue;
import dev.countersign.request.core.RequestEvent.SelfApprovalReviewed;
import dev.countersign.request.core.RequestEvent.SelfApprovalUsed;
import dev.countersign.request.core.RequestEvent.StepApproved;
import dev.countersign.request.core.RequestEvent.StepAutoApproved;
import dev.countersign.request.core.RequestEvent.StepBlocked;
import dev.countersign.request.core.RequestEvent.StepEscalated;
import dev.countersign.request.core.RequestEvent.StepExpired;
import dev.countersign.request.core.RequestEvent.StepRejected;
import dev.countersign.request.core.RequestEvent.StepReminded;
import dev.countersign.request.core.RequestEvent.StepSkipped;
import dev.countersign.request.core.RequestEvent.StepSlaBreached;
import dev.countersign.request.core.RequestEvent.StepStarted;
import dev.countersign.request.core.RequestEvent.StepUnblocked;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** Which transitions happened while which fault was near: within the ten actions before. */
final class Coverage {
  static final int TRANSITIONS = 25;
  private final Map<Fault, int[]> hits = new EnumMap<>(Fault.class);
  private final Map<String, Integer> refusals = new TreeMap<>();

  Coverage() {
    for (Fault fault : Fault.values()) {
      hits.put(fault, new int[TRANSITIONS + 1]);
    }
  }

  void count(RequestEvent event, Collection<Fault> near) {
    count(transitionOf(event), near);
  }

  void count(int transition, Collection<Fault> near) {
    for (Fault fault : near) {
      hitsOf(fault)[transition]++;
    }
  }

  /** Both together. */
  Coverage with(Coverage other) {
    var sum = new Coverage();
    for (Fault fault : Fault.values()) {
      for (int t = 0; t <= TRANSITIONS; t++) {
        sum.hitsOf(fault)[t] = hits(fault, t) + other.hits(fault, t);
      }
    }
    sum.refusals.putAll(refusals);
    other.refusals.forEach((code, times) -> sum.refusals.merge(code, times, Integer::sum));
    return sum;
  }

  void refused(String code) {
    refusals.merge(code, 1, Integer::sum);
  }

  int hits(Fault fault, int transition) {
    return hitsOf(fault)[transition];
  }

  private int[] hitsOf(Fault fault) {
    return hits.getOrDefault(fault, new int[TRANSITIONS + 1]);
  }

  /** A table of faults by transitions. */
  String table() {
    var text = new StringBuilder("%-26s".formatted("fault \\ transition"));
    for (int t = 1; t <= TRANSITIONS; t++) {
      text.append("%7s".formatted("T-%02d".formatted(t)));
    }
    for (Fault fault : Fault.values()) {
      text.append("%n%-26s".formatted(fault));
      for (int t = 1; t <= TRANSITIONS; t++) {
        text.append("%7d".formatted(hits(fault, t)));
      }
    }
    return text + "\nrefusals " + refusals;
  }

  static int transitionOf(RequestEvent event) {
    return switch (event) {
      case ApprovalNotRequired _ -> 1;
      case RequestCreated _, StepStarted _ -> 2;
      case RequestQuarantined _ -> 3;
      case RequestReleased _ -> 4;
      case IterationStarted(var why, _, _, _, _) ->
          switch (why) {
            case SOURCE_REVISED -> 5;
            case RETURNED -> 12;
            case RESUBMITTED, UNCHANGED -> 13;
          };
      case DecisionRecorded _, SelfApprovalUsed _ -> 6;
      case StepApproved _ -> 7;
      case StepSkipped _ -> 8;
      case StepAutoApproved _ -> 9;
      case RequestApproved _, HoldStarted _ -> 10;
      case StepRejected _, RequestRejected _ -> 11;
      case ChangesRequested _ -> 12;
      case RequestExpired _, RequestAutoRejected _ -> 14;
      case RequestCancelled _ -> 15;
      case StepSlaBreached _, StepReminded _ -> 16;
      case StepEscalated _ -> 17;
      case StepExpired _ -> 18;
      case StepBlocked _, StepUnblocked _ -> 19;
      case AssignmentReassigned _ -> 20;
      case RequestOverridden _ -> 21;
      case HoldReleased _ -> 22;
      case RequestRevoked _ -> 23;
      case OverrideReviewed _,
          OverrideReviewOverdue _,
          SelfApprovalReviewed _,
          SelfApprovalReviewOverdue _ ->
          24;
    };
  }
}
