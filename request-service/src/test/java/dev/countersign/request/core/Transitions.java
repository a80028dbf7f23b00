package dev.countersign.request.core;

import static dev.countersign.request.core.RequestFixtures.*;
import static dev.countersign.request.core.TransitionTableTest.official;

import dev.countersign.request.core.Official.PlatformRole;
import dev.countersign.request.core.RequestCommand.Aim;
import dev.countersign.request.core.RequestCommand.Cancel;
import dev.countersign.request.core.RequestCommand.Cause;
import dev.countersign.request.core.RequestCommand.Escalate;
import dev.countersign.request.core.RequestCommand.Expire;
import dev.countersign.request.core.RequestCommand.ExpireStep;
import dev.countersign.request.core.RequestCommand.Open;
import dev.countersign.request.core.RequestCommand.OverrideCheckers;
import dev.countersign.request.core.RequestCommand.Overrides;
import dev.countersign.request.core.RequestCommand.Reassign;
import dev.countersign.request.core.RequestCommand.Release;
import dev.countersign.request.core.RequestCommand.ReleaseHold;
import dev.countersign.request.core.RequestCommand.Remind;
import dev.countersign.request.core.RequestCommand.Resubmit;
import dev.countersign.request.core.RequestCommand.ReviewPools;
import dev.countersign.request.core.RequestCommand.Revise;
import dev.countersign.request.core.RequestCommand.Revoke;
import dev.countersign.request.core.RequestEvent.Finding;
import dev.countersign.request.core.RequestState.NotOpened;
import dev.countersign.request.core.people.Person;
import dev.countersign.request.core.step.OnTimeout;
import dev.countersign.request.core.step.Quorum;
import dev.countersign.request.core.step.StepPlan.PlannedState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One example of each transition of the model, told as a row of the document. */
record Transitions(
    String id, String what, RequestState from, RequestCommand command, Context context) {

  static String render() {
    var text =
        new StringBuilder("| # | From | What happens | To | Events |\n|---|---|---|---|---|\n");
    for (Transitions it : all()) {
      var ruling = RequestDecider.decide(it.command, it.from, it.context);
      var row =
          switch (ruling) {
            case Ruling.Accepted(var events) ->
                "%s | %s"
                    .formatted(nameOf(fold(it.from, events)), String.join(", ", names(events)));
            case Ruling.Refused(var refusal) ->
                "%s | refused: `%s`".formatted(nameOf(it.from), refusal.code());
          };
      text.append("| %s | %s | %s | %s |\n".formatted(it.id, nameOf(it.from), it.what, row));
    }
    return text.toString();
  }

  private static String nameOf(RequestState state) {
    return state.getClass().getSimpleName();
  }

  private static Transitions t(String id, String what, RequestState from, RequestCommand command) {
    return new Transitions(id, what, from, command, at(NOW));
  }

  private Transitions when(Context next) {
    return new Transitions(id, what, from, command, next);
  }

  static List<Transitions> all() {
    var rows = new ArrayList<Transitions>();
    rows.addAll(opening());
    rows.addAll(deciding());
    rows.addAll(changing());
    rows.addAll(timed());
    rows.addAll(exceptional());
    rows.sort(java.util.Comparator.comparing(Transitions::id));
    return rows;
  }

  private static List<Transitions> opening() {
    var any = step(SUPERVISOR, new Quorum.Any());
    var unknown = new Opening.Unevaluable(Set.of(MAKER), "NO_ACTIVE_POLICY", TTL, Optional.empty());
    var released =
        after(quarantined(), new Release(official(CAROL, PlatformRole.OPERATOR), BECAUSE), NOW);
    var skipping =
        ARoute.of(any, any.planned(PlannedState.SKIPPED), step(CONTROLLER, new Quorum.Any()));
    var auto =
        ARoute.of(any, any.planned(PlannedState.AUTO_APPROVED), step(CONTROLLER, new Quorum.Any()));
    return List.of(
        t("T-01", "no step asks a human", new NotOpened(), new Open(new Opening.NotRequired())),
        t("T-02", "a step asks people", new NotOpened(), RequestFixtures.opening(ARoute.of(any))),
        t("T-03", "nobody can evaluate it", new NotOpened(), new Open(unknown)),
        t(
            "T-04",
            "an operator releases it",
            quarantined(),
            new Release(official(CAROL, PlatformRole.OPERATOR), BECAUSE)),
        t("T-04", "and it is evaluated again", released, RequestFixtures.opening(ARoute.of(any))),
        t("T-08", "a skipped step is passed", pending(skipping), approve(ALICE)),
        t("T-09", "a step approved by policy is passed", pending(auto), approve(ALICE)));
  }

  private static List<Transitions> deciding() {
    var any = step(SUPERVISOR, new Quorum.Any());
    var two = pending(new Quorum.Count(2));
    var steps = pendingWith(any, step(CONTROLLER, new Quorum.Any()));
    var held = pending(ARoute.of(any).held(Duration.ofMinutes(30)));
    return List.of(
        t("T-06", "a vote below the quorum", two, approve(ALICE)),
        t("T-07", "the quorum is met, the next step starts", steps, approve(ALICE)),
        t("T-10", "the last track is approved", pending(new Quorum.Any()), approve(ALICE)),
        t("T-10", "the same, with a hold", held, approve(ALICE)),
        t("T-11", "the rejection rule is met", two, reject(ALICE)),
        t("T-12", "changes are asked of the maker", two, vote(ALICE, Vote.REQUEST_CHANGES)),
        t(
            "T-12",
            "changes are asked of an earlier step",
            after(steps, approve(ALICE), NOW),
            vote(
                CAROL,
                Vote.REQUEST_CHANGES,
                new Aim(Optional.empty(), Optional.of(1), Optional.empty()))));
  }

  private static List<Transitions> changing() {
    var any = ARoute.of(step(SUPERVISOR, new Quorum.Any()));
    var maker = new Cancel(new Canceller.Maker(MAKER), BECAUSE);
    return List.of(
        t("T-05", "a higher revision", pending(any), new Revise(required(any))),
        t("T-13", "the maker insists", changesRequested(), new Resubmit(MAKER, BECAUSE)),
        t("T-13", "the revision comes", changesRequested(), new Revise(required(any))),
        t("T-15", "it is taken back", pending(any), maker),
        t("T-15", "it is taken back", changesRequested(), maker),
        t("T-15", "it is taken back", quarantined(), maker),
        t("T-15", "it is taken back", held(), maker));
  }

  private static List<Transitions> timed() {
    var ending = step(SUPERVISOR, new Quorum.Any()).timeout(TIMEOUT, OnTimeout.EXPIRE_STEP);
    var due = NOW.plus(TIMEOUT);
    var end = NOW.plus(TTL);
    return List.of(
        t("T-14", "its time to live is over", pending(new Quorum.Any()), new Expire(1, end))
            .when(at(end)),
        t("T-14", "its time to live is over", changesRequested(), new Expire(1, end)).when(at(end)),
        t("T-14", "its time to live is over", quarantined(), new Expire(1, end)).when(at(end)),
        t("T-16", "the agreed time is over", pendingWith(ending), new Remind(1, 1, Cause.SLA, due))
            .when(at(due)),
        t("T-17", "a rung is due", pending(new Quorum.Any()), new Escalate(1, 1, 1, due))
            .when(at(due)),
        t("T-18", "the step's time is over", pendingWith(ending), new ExpireStep(1, 1, due))
            .when(at(due)),
        t("T-22", "the hold is over", held(), new ReleaseHold(1, due)).when(at(due)));
  }

  private static List<Transitions> exceptional() {
    var two = pending(new Quorum.Count(2));
    var away =
        new Context(NOW, directoryWith(Person.withRoles(BOB, Set.of(SUPERVISOR)).deactivated()));
    var blocked = after(two, new ReviewPools(), away);
    var admin = official(CAROL, PlatformRole.PARTNER_ADMIN);
    var controller = official(CAROL, PlatformRole.CONTROLLER);
    var override = new OverrideCheckers(admin, Optional.of(DAVE), BECAUSE, new Overrides(0, 0));
    var overridable = pending(ARoute.of(step(SUPERVISOR, new Quorum.Any())).overridable(2));
    return List.of(
        t("T-19", "too few people are left", two, new ReviewPools()).when(away),
        t("T-19", "enough are back", blocked, new ReviewPools()),
        t(
            "T-20",
            "a place is handed on",
            pending(new Quorum.Any()),
            new Reassign(official(ALICE), 1, ALICE, BOB, BECAUSE)),
        t("T-21", "an emergency, before a witness", overridable, override),
        t("T-23", "a checker stops it", held(), new Revoke(new Revoker.Checker(BOB), BECAUSE)),
        t(
            "T-24",
            "a controller reviews it",
            RequestFixtures.overridden(),
            new RequestCommand.Review(controller, Finding.NOT_JUSTIFIED, BECAUSE)),
        t(
            "T-24",
            "a controller reviews what a maker approved",
            RequestFixtures.selfApproved(),
            new RequestCommand.Review(controller, Finding.JUSTIFIED, BECAUSE)),
        t("T-25", "anything on a closed request", closedStates().get(1), approve(ALICE)));
  }
}
