package dev.countersign.request.app.message;

import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.people.Approver;
import dev.countersign.request.core.people.Approver.Anchor;
import dev.countersign.request.core.people.Group;
import dev.countersign.request.core.people.Listing;
import dev.countersign.request.core.people.Role;
import dev.countersign.request.core.step.Clocks;
import dev.countersign.request.core.step.OnTimeout;
import dev.countersign.request.core.step.ReasonRule;
import dev.countersign.request.core.step.RejectionRule;
import dev.countersign.request.core.step.Rung;
import dev.countersign.request.core.step.Span;
import dev.countersign.request.core.step.Step;
import dev.countersign.request.core.step.StepPlan;
import dev.countersign.request.core.step.StepPlan.PlannedState;
import dev.countersign.request.core.step.Track;
import dev.countersign.request.core.step.Tracks;
import dev.countersign.request.people.ResolverEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads a route as rules-service wrote it. Steps are numbered through all tracks in their order, so
 * that a number alone names one.
 */
public final class RouteReader {
  private static final Pattern DAYS = Pattern.compile("P[0-9]{1,5}D");

  private int steps;

  private RouteReader() {}

  public static Tracks tracks(Fields route) {
    var reader = new RouteReader();
    var tracks = new ArrayList<Track>();
    for (Fields track : route.objects("tracks")) {
      var steps = track.objects("steps").stream().map(reader::plan).map(Step::planned).toList();
      tracks.add(new Track(track.text("name").orElse(""), steps));
    }
    var required = route.number("tracksRequired").orElse(tracks.size());
    if (tracks.isEmpty() || required < 1 || required > tracks.size()) {
      throw new InvalidMessage("tracksRequired does not fit the tracks");
    }
    return new Tracks(tracks, required);
  }

  private StepPlan plan(Fields step) {
    steps++;
    var approvers = step.objects("approvers").stream().map(RouteReader::approver).toList();
    if (approvers.isEmpty()) {
      throw new InvalidMessage("approvers is missing");
    }
    return new StepPlan(
        steps,
        step.require("name"),
        step.word("state", PlannedState.class).orElse(PlannedState.WAITING),
        approvers,
        step.object("quorum")
            .map(Quorums::read)
            .orElseThrow(() -> new InvalidMessage("quorum is missing")),
        rejectionRule(step),
        step.object("requireReason")
            .map(RouteReader::reasons)
            .orElse(new ReasonRule(false, false, 1)),
        step.object("clocks").map(RouteReader::clocks).orElse(Clocks.NONE));
  }

  static Approver approver(Fields approver) {
    var branch = approver.text("branch");
    var location = approver.text("location");
    return new Approver(whom(approver), branch, location);
  }

  private static Approver.Whom whom(Fields approver) {
    var user = approver.text("user").map(PersonId::new).map(Approver.User::new);
    if (user.isPresent()) {
      return user.get();
    }
    var role = approver.text("role").map(Role::new).map(Approver.HasRole::new);
    if (role.isPresent()) {
      return role.get();
    }
    var group = approver.text("group").map(Group::new).map(Approver.InGroup::new);
    if (group.isPresent()) {
      return group.get();
    }
    var listed = approver.text("resolver");
    if (listed.isPresent()) {
      return new Approver.Listed(
          new Listing(listed.get(), ResolverEntry.canonical(approver.require("key"))));
    }
    var levels = approver.number("levels").orElse(1);
    if (levels < 1 || levels > 10) {
      throw new InvalidMessage("levels is not a number of managers");
    }
    return approver
        .word("managerOf", Anchor.class)
        .map(anchor -> new Approver.ManagerOf(anchor, levels))
        .orElseThrow(() -> new InvalidMessage("an approver is nobody"));
  }

  private static RejectionRule rejectionRule(Fields step) {
    return switch (step.text("rejectionRule").orElse("FIRST_REJECTION")) {
      case "FIRST_REJECTION" -> new RejectionRule.FirstRejection();
      case "UNREACHABLE" -> new RejectionRule.Unreachable();
      case "COUNT" -> new RejectionRule.Rejections(atLeastOne("rejections", step));
      default -> throw new InvalidMessage("rejectionRule has an unknown value");
    };
  }

  private static int atLeastOne(String name, Fields fields) {
    var number = fields.requireNumber(name);
    if (number < 1) {
      throw new InvalidMessage(name + " is less than one");
    }
    return number;
  }

  private static ReasonRule reasons(Fields reasons) {
    return new ReasonRule(
        reasons.flag("approve"),
        reasons.flag("reject"),
        Math.max(1, reasons.number("minLength").orElse(1)));
  }

  private static Clocks clocks(Fields clocks) {
    var onTimeout = clocks.word("onTimeout", OnTimeout.class).orElse(OnTimeout.NOTIFY_ONLY);
    var calendar = clocks.text("calendar");
    var timeout = span(clocks, "timeout", calendar);
    if (onTimeout == OnTimeout.EXPIRE_STEP && timeout.isEmpty()) {
      throw new InvalidMessage("a step that expires has no timeout");
    }
    return new Clocks(
        span(clocks, "sla", calendar),
        timeout,
        onTimeout,
        ladder(clocks, onTimeout, timeout, calendar),
        calendar);
  }

  /** In a calendar {@code P1D} is a business day, and {@code PT24H} is 24 open hours. */
  private static Optional<Span> span(Fields fields, String name, Optional<String> calendar) {
    var isDays = fields.text(name).filter(text -> DAYS.matcher(text).matches()).isPresent();
    var inCalendar = isDays ? Span.Unit.BUSINESS_DAYS : Span.Unit.BUSINESS_HOURS;
    return fields
        .duration(name)
        .map(it -> new Span(it, calendar.isPresent() ? inCalendar : Span.Unit.CLOCK));
  }

  /** A ladder, or the one rung that {@code escalateTo} stands for. */
  private static List<Rung> ladder(
      Fields clocks, OnTimeout onTimeout, Optional<Span> timeout, Optional<String> calendar) {
    var rungs = clocks.objects("ladder").stream().map(it -> rung(it, calendar)).toList();
    if (!rungs.isEmpty() || onTimeout != OnTimeout.ESCALATE || timeout.isEmpty()) {
      return rungs;
    }
    return clocks
        .object("escalateTo")
        .map(target ->
            List.of(
                new Rung(
                    timeout.get(), List.of(approver(target)), Rung.Mode.ADD, Rung.Clock.RESET)))
        .orElse(List.of());
  }

  private static Rung rung(Fields rung, Optional<String> calendar) {
    return new Rung(
        span(rung, "after", calendar).orElseThrow(() -> new InvalidMessage("after is missing")),
        rung.objects("approvers").stream().map(RouteReader::approver).toList(),
        rung.word("mode", Rung.Mode.class).orElse(Rung.Mode.ADD),
        rung.flag("resetClock") ? Rung.Clock.RESET : Rung.Clock.KEPT);
  }
}
