package dev.countersign.request.simulation;

import dev.countersign.request.core.Settings;
import dev.countersign.request.core.Settings.CancelRight;
import dev.countersign.request.core.Settings.IterationPolicy;
import dev.countersign.request.core.Settings.OverrideTerms;
import dev.countersign.request.core.Settings.SameApprover;
import dev.countersign.request.core.Settings.SelfApproval;
import dev.countersign.request.core.Settings.TtlInChanges;
import dev.countersign.request.core.people.Approver;
import dev.countersign.request.core.people.Role;
import dev.countersign.request.core.step.Clocks;
import dev.countersign.request.core.step.OnTimeout;
import dev.countersign.request.core.step.Quorum;
import dev.countersign.request.core.step.ReasonRule;
import dev.countersign.request.core.step.RejectionRule;
import dev.countersign.request.core.step.Rung;
import dev.countersign.request.core.step.Span;
import dev.countersign.request.core.step.Step;
import dev.countersign.request.core.step.StepPlan;
import dev.countersign.request.core.step.StepPlan.PlannedState;
import dev.countersign.request.core.step.Track;
import dev.countersign.request.core.step.Tracks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** What policies ask for, whatever they could ask for. */
final class Routes {
  private final SplittableRandom random;

  Routes(SplittableRandom random) {
    this.random = random;
  }

  Tracks tracks() {
    var tracks = new ArrayList<Track>();
    var no = 0;
    for (int t = random.nextInt(4) == 0 ? 2 : 1; t > 0; t--) {
      var steps = new ArrayList<Step>();
      for (int s = 1 + random.nextInt(3); s > 0; s--) {
        no++;
        steps.add(Step.planned(plan(no)));
      }
      tracks.add(new Track("track " + t, steps));
    }
    return new Tracks(tracks, 1 + random.nextInt(tracks.size()));
  }

  private StepPlan plan(int no) {
    return new StepPlan(
        no,
        "step " + no,
        planned(),
        List.of(Approver.role(role())),
        quorum(),
        rejection(),
        new ReasonRule(random.nextBoolean(), true, 1 + random.nextInt(3)),
        clocks());
  }

  private PlannedState planned() {
    return switch (random.nextInt(8)) {
      case 0 -> PlannedState.SKIPPED;
      case 1 -> PlannedState.AUTO_APPROVED;
      default -> PlannedState.WAITING;
    };
  }

  private Role role() {
    return random.nextInt(3) == 0 ? Cast.CONTROLLER : Cast.SUPERVISOR;
  }

  private Quorum quorum() {
    return switch (random.nextInt(7)) {
      case 0 -> new Quorum.All();
      case 1 -> new Quorum.Majority();
      case 2 -> new Quorum.Percent(50);
      case 3 -> new Quorum.Count(2);
      default -> new Quorum.Any();
    };
  }

  private RejectionRule rejection() {
    return switch (random.nextInt(4)) {
      case 0 -> new RejectionRule.Unreachable();
      case 1 -> new RejectionRule.Rejections(2);
      default -> new RejectionRule.FirstRejection();
    };
  }

  private Clocks clocks() {
    var rung =
        new Rung(
            Span.byClock(Duration.ofHours(4)),
            List.of(Approver.role(Cast.CONTROLLER)),
            random.nextBoolean() ? Rung.Mode.ADD : Rung.Mode.REPLACE,
            random.nextBoolean() ? Rung.Clock.RESET : Rung.Clock.KEPT);
    return new Clocks(
        Optional.of(Span.byClock(Duration.ofHours(2))),
        Optional.of(Span.byClock(Duration.ofHours(20))),
        List.of(OnTimeout.values()).get(random.nextInt(4)),
        List.of(rung),
        Optional.empty());
  }

  Settings settings() {
    return new Settings(
        Duration.ofDays(4),
        random.nextBoolean() ? TtlInChanges.RUNS : TtlInChanges.PAUSES,
        random.nextInt(3) == 0 ? Optional.of(Duration.ofMinutes(30)) : Optional.empty(),
        random.nextInt(5) == 0 ? SelfApproval.ALLOWED : SelfApproval.FORBIDDEN,
        List.of(SameApprover.values()).get(random.nextInt(3)),
        editing(),
        random.nextInt(4) == 0 ? IterationPolicy.LATEST : IterationPolicy.PINNED,
        Set.of(CancelRight.values()),
        random.nextBoolean()
            ? Optional.of(new OverrideTerms(2, Duration.ofDays(2)))
            : Optional.empty(),
        random.nextInt(4) == 0 ? Settings.Bulk.FORBIDDEN : Settings.Bulk.ALLOWED);
  }

  private Settings.Editing editing() {
    return switch (random.nextInt(4)) {
      case 0 -> new Settings.NoFields();
      case 1 -> new Settings.ListedFields(Set.of("amount"));
      default -> new Settings.AnyField();
    };
  }
}
