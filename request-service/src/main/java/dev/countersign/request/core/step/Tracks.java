package dev.countersign.request.core.step;

import dev.countersign.request.core.PersonId;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The parallel tracks of a request, and how many of them must be approved (F-091). */
public record Tracks(List<Track> all, int required) {
  public static final Tracks NONE = new Tracks(List.of(), 0);

  public Tracks {
    all = List.copyOf(all);
  }

  public List<Step> steps() {
    return all.stream().flatMap(track -> track.steps().stream()).toList();
  }

  public List<Step> open() {
    return all.stream().map(Track::open).flatMap(Optional::stream).toList();
  }

  public Optional<Step> open(int no) {
    return open().stream().filter(step -> step.no() == no).findFirst();
  }

  public Step step(int no) {
    return steps().stream().filter(step -> step.no() == no).findFirst().orElseThrow();
  }

  public Track trackOf(int no) {
    return all.stream().filter(track -> track.has(no)).findFirst().orElseThrow();
  }

  public boolean hasVoteFor(PersonId person) {
    return steps().stream().anyMatch(step -> step.hasVoteFor(person));
  }

  /** Those who approved, in the order of the steps and of the votes, each once. */
  public List<PersonId> approvers() {
    return steps().stream().flatMap(Step::approvers).distinct().toList();
  }

  /** Whether enough tracks are approved, and a human approved in one of them (T-10, I-4). */
  public boolean isWon() {
    var won = all.stream().filter(Track::isWon).toList();
    return won.size() >= owed() && won.stream().anyMatch(Track::hasApproval);
  }

  /** Whether too few tracks are left, or nobody is left to be asked (T-11). */
  public boolean isLost() {
    var left = applicable().filter(track -> !track.isLost()).count();
    return left < owed() || (!isWon() && steps().stream().noneMatch(Tracks::isMoving));
  }

  private static boolean isMoving(Step step) {
    return step.isOpen() || step.isWaiting();
  }

  public Tracks change(int no, UnaryOperator<Step> change) {
    return changeAll(step -> step.no() == no ? change.apply(step) : step);
  }

  public Tracks changeAll(UnaryOperator<Step> change) {
    return new Tracks(all.stream().map(track -> track.change(change)).toList(), required);
  }

  /** The track of this step ends with it: what was to follow lapses. */
  public Tracks ended(int no, StepStatus status) {
    var lapsed = trackOf(no);
    return changeAll(step -> {
      if (step.no() == no) {
        return step.as(status);
      }
      return lapsed.has(step.no()) && step.isWaiting() ? step.as(StepStatus.CANCELLED) : step;
    });
  }

  /** The steps of a request that ends: open ones become {@code last}, later ones lapse. */
  public Tracks closed(StepStatus last) {
    return changeAll(step -> {
      if (step.isOpen()) {
        return step.as(last);
      }
      return step.isWaiting() ? step.as(StepStatus.CANCELLED) : step;
    });
  }

  /** Everything asked anew. */
  public Tracks fresh() {
    return changeAll(step -> Step.planned(step.plan()));
  }

  /** Asked anew from this step on; other tracks only repeat what is open (T-12). */
  public Tracks freshFrom(int no) {
    var track = trackOf(no);
    return changeAll(step -> {
      var again = track.has(step.no()) ? step.no() >= no : step.isOpen();
      return again ? Step.planned(step.plan()) : step;
    });
  }

  private Stream<Track> applicable() {
    return all.stream().filter(track -> !track.isVacuous());
  }

  private long owed() {
    return Math.min(required, applicable().count());
  }
}
