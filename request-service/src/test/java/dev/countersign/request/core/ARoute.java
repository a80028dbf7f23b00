package dev.countersign.request.core;

import dev.countersign.request.core.Settings.IterationPolicy;
import dev.countersign.request.core.Settings.OverrideTerms;
import dev.countersign.request.core.Settings.SameApprover;
import dev.countersign.request.core.Settings.SelfApproval;
import dev.countersign.request.core.Settings.TtlInChanges;
import dev.countersign.request.core.step.Step;
import dev.countersign.request.core.step.Track;
import dev.countersign.request.core.step.Tracks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A route of one or more tracks, to be changed by a test before it is asked. */
record ARoute(List<List<AStep>> plan, int required, Settings settings) {

  static ARoute of(AStep... steps) {
    return new ARoute(List.of(List.of(steps)), 1, Settings.strict(RequestFixtures.TTL));
  }

  /** One step in each track; all of them are required. */
  static ARoute parallel(AStep... steps) {
    var plan = new ArrayList<List<AStep>>();
    for (AStep step : steps) {
      plan.add(List.of(step));
    }
    return new ARoute(plan, plan.size(), Settings.strict(RequestFixtures.TTL));
  }

  ARoute requires(int tracks) {
    return new ARoute(plan, tracks, settings);
  }

  ARoute with(Settings next) {
    return new ARoute(plan, required, next);
  }

  Tracks tracks() {
    var no = 0;
    var tracks = new ArrayList<Track>();
    for (List<AStep> steps : plan) {
      var planned = new ArrayList<Step>();
      for (AStep step : steps) {
        no++;
        planned.add(Step.planned(step.plan(no)));
      }
      tracks.add(new Track("track " + (tracks.size() + 1), planned));
    }
    return new Tracks(tracks, required);
  }

  ARoute held(Duration hold) {
    var s = settings;
    return with(
        new Settings(
            s.ttl(),
            s.ttlInChanges(),
            Optional.of(hold),
            s.selfApproval(),
            s.sameApprover(),
            s.editing(),
            s.iterationPolicy(),
            s.cancelledBy(),
            s.override()));
  }

  ARoute sameApprover(SameApprover rule) {
    var s = settings;
    return with(
        new Settings(
            s.ttl(),
            s.ttlInChanges(),
            s.hold(),
            s.selfApproval(),
            rule,
            s.editing(),
            s.iterationPolicy(),
            s.cancelledBy(),
            s.override()));
  }

  ARoute selfApproval() {
    var s = settings;
    return with(
        new Settings(
            s.ttl(),
            s.ttlInChanges(),
            s.hold(),
            SelfApproval.ALLOWED,
            s.sameApprover(),
            s.editing(),
            s.iterationPolicy(),
            s.cancelledBy(),
            s.override()));
  }

  ARoute editing(Settings.Editing editing) {
    var s = settings;
    return with(
        new Settings(
            s.ttl(),
            s.ttlInChanges(),
            s.hold(),
            s.selfApproval(),
            s.sameApprover(),
            editing,
            s.iterationPolicy(),
            s.cancelledBy(),
            s.override()));
  }

  ARoute iterating(IterationPolicy policy, TtlInChanges ttl) {
    var s = settings;
    return with(
        new Settings(
            s.ttl(),
            ttl,
            s.hold(),
            s.selfApproval(),
            s.sameApprover(),
            s.editing(),
            policy,
            s.cancelledBy(),
            s.override()));
  }

  ARoute cancelledBy(Set<Settings.CancelRight> rights) {
    var s = settings;
    return with(
        new Settings(
            s.ttl(),
            s.ttlInChanges(),
            s.hold(),
            s.selfApproval(),
            s.sameApprover(),
            s.editing(),
            s.iterationPolicy(),
            rights,
            s.override()));
  }

  ARoute overridable(int quota) {
    var s = settings;
    return with(
        new Settings(
            s.ttl(),
            s.ttlInChanges(),
            s.hold(),
            s.selfApproval(),
            s.sameApprover(),
            s.editing(),
            s.iterationPolicy(),
            s.cancelledBy(),
            Optional.of(new OverrideTerms(quota, Duration.ofDays(7)))));
  }

  ARoute eachByItself() {
    var s = settings;
    return with(
        new Settings(
            s.ttl(),
            s.ttlInChanges(),
            s.hold(),
            s.selfApproval(),
            s.sameApprover(),
            s.editing(),
            s.iterationPolicy(),
            s.cancelledBy(),
            s.override(),
            Settings.Bulk.FORBIDDEN));
  }
}
