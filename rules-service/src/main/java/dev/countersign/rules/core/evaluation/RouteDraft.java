package dev.countersign.rules.core.evaluation;

import static dev.countersign.rules.core.evaluation.Finding.found;
import static dev.countersign.rules.core.evaluation.Finding.stuck;

import dev.countersign.rules.core.policy.Clause;
import dev.countersign.rules.core.policy.Doubt.NoApplicableStep;
import dev.countersign.rules.core.policy.Plan;
import dev.countersign.rules.core.policy.Quorum;
import dev.countersign.rules.core.policy.Settings;
import dev.countersign.rules.core.policy.Step;
import dev.countersign.rules.core.policy.Track;
import dev.countersign.rules.core.route.Route;
import dev.countersign.rules.core.route.RouteStep;
import dev.countersign.rules.core.route.RouteTrack;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Collects the tracks that clauses ask for. A track of which no step applies is left out and counts
 * nowhere; if that leaves a clause without tracks, the policy's word on "no applicable step"
 * decides (C-04), never silence.
 */
final class RouteDraft {

  private static final String FALLBACK = "fallback";

  private final GateKeeper gates;
  private final TrackJudge judge;
  private final NoApplicableStep onNoApplicableStep;
  private final List<RouteTrack> tracks = new ArrayList<>();
  private int required;

  RouteDraft(GateKeeper gates, NoApplicableStep onNoApplicableStep) {
    this.gates = gates;
    this.judge = new TrackJudge(gates);
    this.onNoApplicableStep = onNoApplicableStep;
  }

  boolean isEmpty() {
    return tracks.isEmpty();
  }

  boolean asksSomebody() {
    return tracks.stream().anyMatch(RouteTrack::asksSomebody);
  }

  Route finish(Settings settings, List<String> locks) {
    var ofOneRule = tracks.stream().map(RouteTrack::ruleId).distinct().count() == 1;
    var named = ofOneRule ? tracks : tracks.stream().map(RouteDraft::named).toList();
    return new Route(named, required, settings, locks);
  }

  /** Adds what a clause asks for. */
  Finding<RouteDraft> add(Clause clause) {
    var applicable = new ArrayList<RouteTrack>();
    for (var track : clause.plan().tracks()) {
      switch (judge.judge(clause, track)) {
        case Finding.Stuck<Optional<RouteTrack>>(var reason) -> {
          return stuck(reason);
        }
        case Finding.Found<Optional<RouteTrack>>(var it) -> it.ifPresent(applicable::add);
      }
    }
    return applicable.isEmpty() ? addFallback(clause.id()) : require(clause.plan(), applicable);
  }

  /** What becomes of an event, or of a clause, that no step applies to. */
  Finding<RouteDraft> addFallback(String id) {
    gates.inquiry().note(id, "no step applies", false);
    return switch (onNoApplicableStep) {
      case NoApplicableStep.Quarantine _ -> stuck(QuarantineReason.NO_APPLICABLE_STEP);
      case NoApplicableStep.AutoApprove _ ->
          gates.allowsAutoApproval() ? found(this) : stuck(QuarantineReason.NO_APPLICABLE_STEP);
      case NoApplicableStep.Fallback(var step) -> fallback(id, step);
    };
  }

  /** One fallback serves all clauses that came to nothing. */
  private Finding<RouteDraft> fallback(String id, Step step) {
    if (tracks.stream().anyMatch(track -> track.name().equals(FALLBACK))) {
      return found(this);
    }
    return judge
        .place(step, Plan.of(List.of(step)), Standing.WAITING)
        .then(placed -> append(id, placed.orElseThrow()));
  }

  private Finding<RouteDraft> append(String id, RouteStep step) {
    tracks.add(new RouteTrack(FALLBACK, id, List.of(step)));
    required++;
    return found(this);
  }

  /** The number that a quorum of tracks comes to; those that approved themselves never suffice. */
  private Finding<RouteDraft> require(Plan plan, List<RouteTrack> applicable) {
    var needed = Quorum.needed(plan.tracksRequired(), applicable.size());
    if (needed > applicable.size()) {
      return stuck(QuarantineReason.TRACKS_UNREACHABLE);
    }
    var asking = (int) applicable.stream().filter(RouteTrack::asksSomebody).count();
    var silent = applicable.size() - asking;
    tracks.addAll(applicable);
    required += asking == 0 ? needed : Math.max(needed, silent + 1);
    return found(this);
  }

  /** Tracks of several rules carry the rule in their name, so that no two are called alike. */
  private static RouteTrack named(RouteTrack track) {
    if (track.name().equals(FALLBACK)) {
      return track;
    }
    var name =
        track.name().equals(Track.MAIN) ? track.ruleId() : track.ruleId() + "/" + track.name();
    return new RouteTrack(name, track.ruleId(), track.steps());
  }
}
