package dev.countersign.request.app.message;

import dev.countersign.request.core.people.Approver;
import dev.countersign.request.core.people.Approver.HasRole;
import dev.countersign.request.core.people.Approver.InGroup;
import dev.countersign.request.core.people.Approver.Listed;
import dev.countersign.request.core.people.Approver.ManagerOf;
import dev.countersign.request.core.people.Approver.User;
import dev.countersign.request.core.step.Clocks;
import dev.countersign.request.core.step.Quorum;
import dev.countersign.request.core.step.Rung;
import dev.countersign.request.core.step.Span;

/** What a step was planned with, in the words of the route. */
final class PlanBody {
  private PlanBody() {}

  static void approver(Body body, Approver approver) {
    switch (approver.whom()) {
      case User(var person) -> body.text("user", person.value());
      case HasRole(var role) -> body.text("role", role.name());
      case InGroup(var group) -> body.text("group", group.name());
      case Listed(var line) -> body.text("resolver", line.resolver()).text("key", line.key());
      case ManagerOf(var anchor, var levels) ->
          body.text("managerOf", anchor.name()).number("levels", levels);
    }
    body.text("branch", approver.branch()).text("location", approver.location());
  }

  static void quorum(Body body, Quorum quorum, int poolSize) {
    body.object(
        "quorum",
        it ->
            it.text("kind", Quorums.kindOf(quorum))
                .number("n", Quorums.countOf(quorum))
                .number("percent", Quorums.percentOf(quorum))
                .number("needed", quorum.neededOf(poolSize))
                .number("poolSize", poolSize));
  }

  static void clocks(Body body, Clocks clocks) {
    if (clocks.equals(Clocks.NONE)) {
      return;
    }
    body.object(
        "clocks",
        it -> {
          it.text("sla", clocks.sla().map(Span::toString))
              .text("timeout", clocks.timeout().map(Span::toString))
              .text("onTimeout", clocks.onTimeout().name());
          if (!clocks.ladder().isEmpty()) {
            it.objects("ladder", clocks.ladder(), PlanBody::rung);
          }
          it.text("calendar", clocks.calendar());
        });
  }

  private static void rung(Body body, Rung rung) {
    body.text("after", rung.after().toString())
        .objects("approvers", rung.approvers(), PlanBody::approver)
        .text("mode", rung.mode().name())
        .flag("resetClock", rung.clock() == Rung.Clock.RESET);
  }
}
