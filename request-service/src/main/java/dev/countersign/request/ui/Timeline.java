package dev.countersign.request.ui;

import dev.countersign.request.core.step.StepStatus;
import dev.countersign.request.read.RequestView;
import dev.countersign.request.read.StepView;
import dev.countersign.request.read.VoteView;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells a request as a line of stages, from who made it to what happens if nobody acts. */
final class Timeline {

  private final RequestView request;
  private final Map<String, String> names;
  private final Instant now;
  private final Tongue tongue;
  private final HistoryWords words;

  Timeline(RequestView request, Map<String, String> names, Instant now, Tongue tongue) {
    this.request = request;
    this.names = names;
    this.now = now;
    this.tongue = tongue;
    this.words = tongue.history();
  }

  List<Stage> stages() {
    var stages = new ArrayList<Stage>();
    stages.add(made());
    request.steps().forEach(step -> stages.add(stage(step)));
    stages.add(end());
    return List.copyOf(stages);
  }

  private Stage made() {
    var created = moment(request.summary().createdAt());
    var maker = request.summary().maker();
    return new Stage(
        "positive",
        "",
        maker == null ? words.requested() : words.requestedBy(named(maker)),
        List.of(created.absolute() + " (" + created.relative() + ")"),
        List.of());
  }

  private Moment moment(OffsetDateTime at) {
    return Moment.of(at.toInstant(), now, tongue);
  }

  private Stage stage(StepView step) {
    return new Stage(
        tone(step),
        stateLabel(step),
        title(step),
        lines(step),
        step.votes().stream().map(this::ballot).toList());
  }

  /** Parallel tracks are told apart by their names; a single one has none to show. */
  private String title(StepView step) {
    var name = words.step(step.no(), Words.isolated(step.name()));
    var tracks = request.steps().stream().map(StepView::track).distinct().count();
    return tracks > 1 ? Words.isolated(step.track()) + " · " + name : name;
  }

  private static String tone(StepView step) {
    return switch (step.status()) {
      case "APPROVED", "AUTO_APPROVED", "SKIPPED" -> "positive";
      case "REJECTED", "EXPIRED", "BLOCKED" -> "negative";
      case "ACTIVE" -> "waiting";
      default -> "";
    };
  }

  private String stateLabel(StepView step) {
    return Words.known(StepStatus.class, step.status())
        .map(words::status)
        .orElseGet(() -> Words.of(step.status().toLowerCase(Locale.ROOT)));
  }

  private List<String> lines(StepView step) {
    var lines = new ArrayList<String>();
    lines.add(tally(step));
    if (step.escalatedRole() != null) {
      lines.add(words.escalatedTo(Words.isolated(step.escalatedRole())));
    }
    if (step.isOpen() && step.quorum().poolSize() != null) {
      lines.add(asked(step));
    }
    if (step.isOpen() && step.dueAt() != null) {
      lines.add(atTimeout(step, step.dueAt()));
    }
    return lines;
  }

  /** The whole tally of an open step (F-208). */
  private String asked(StepView step) {
    var pool = step.quorum().poolSize();
    return words.pool(pool == null ? 0 : pool, step.votes().size());
  }

  private String tally(StepView step) {
    var needed = step.quorum().needed();
    var asked = role(step);
    if (needed == null) {
      return switch (step.quorum().kind()) {
        case "ALL" -> words.allOf(asked);
        case "ANY" -> words.anyOf(asked);
        default -> words.someOf(step.quorum().n(), asked);
      };
    }
    return words.tally(step.approvals(), needed, asked, step.rejections(), step.abstentions());
  }

  private String role(StepView step) {
    var escalated = step.escalatedRole();
    var role = Words.asked(step.role(), tongue.said());
    return escalated == null || escalated.equals(step.role())
        ? role
        : tongue.said().either(role, Words.isolated(escalated));
  }

  private String atTimeout(StepView step, OffsetDateTime due) {
    var moment = moment(due);
    var target = step.escalateTo();
    return step.onTimeout().equals("ESCALATE") && target != null
        ? words.thenAsked(moment.absolute(), moment.relative(), Words.isolated(target))
        : words.due(moment.absolute(), moment.relative());
  }

  private Stage.Ballot ballot(VoteView vote) {
    var approval = vote.vote().equals("APPROVE");
    var verb = Words.verb(vote.vote(), tongue.said());
    return new Stage.Ballot(
        vote.bulk() ? words.together(verb) : verb,
        approval,
        Who.of(vote.person(), names.get(vote.person())),
        Optional.ofNullable(vote.onBehalfOf()).map(it -> Who.of(it, names.get(it))),
        vote.reason(),
        moment(vote.at()));
  }

  private Stage end() {
    var closed = request.summary().closedAt();
    if (closed != null) {
      var at = moment(closed);
      var badge = Badge.of(request.summary(), tongue);
      return new Stage(
          badge.tone(),
          "",
          badge.text(),
          List.of(at.absolute() + " (" + at.relative() + ")"),
          List.of());
    }
    var effective = request.conduct().effectiveAt();
    if (effective != null) {
      var at = moment(effective);
      return new Stage(
          "waiting",
          words.onHold(),
          words.takesEffect(),
          List.of(words.on(at.absolute(), at.relative())),
          List.of());
    }
    var expires = moment(request.summary().expiresAt());
    return new Stage(
        "",
        "",
        words.expires(),
        List.of(words.on(expires.absolute(), expires.relative()) + " " + words.neverApproves()),
        List.of());
  }

  private String named(String person) {
    @Nullable String name = names.get(person);
    return Words.isolated(name == null ? person : name + " (" + person + ")");
  }
}
