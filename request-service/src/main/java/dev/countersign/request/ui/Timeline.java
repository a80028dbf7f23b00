package dev.countersign.request.ui;

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

  Timeline(RequestView request, Map<String, String> names, Instant now) {
    this.request = request;
    this.names = names;
    this.now = now;
  }

  List<Stage> stages() {
    var stages = new ArrayList<Stage>();
    stages.add(made());
    request.steps().forEach(step -> stages.add(stage(step)));
    stages.add(end());
    return List.copyOf(stages);
  }

  private Stage made() {
    var created = Moment.of(request.summary().createdAt().toInstant(), now);
    var maker = request.summary().maker();
    return new Stage(
        "positive",
        "",
        maker == null ? "Requested" : "Requested by " + named(maker),
        List.of(created.absolute() + " (" + created.relative() + ")"),
        List.of());
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
    var name = "Step %d: %s".formatted(step.no(), Words.isolated(step.name()));
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

  private static String stateLabel(StepView step) {
    return switch (step.status()) {
      case "ACTIVE" -> "Open now";
      case "BLOCKED" -> "Too few people can decide it";
      case "WAITING" -> "Comes next";
      case "CANCELLED" -> "Not needed any more";
      default -> Words.of(step.status().toLowerCase(Locale.ROOT));
    };
  }

  private List<String> lines(StepView step) {
    var lines = new ArrayList<String>();
    lines.add(tally(step));
    if (step.escalatedRole() != null) {
      lines.add("Escalated to " + Words.isolated(step.escalatedRole()) + ", because time ran out.");
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
  private static String asked(StepView step) {
    var pool = step.quorum().poolSize();
    return "%s could decide when it began, %d voted."
        .formatted(Words.count(pool == null ? 0 : pool, "person", "people"), step.votes().size());
  }

  private static String tally(StepView step) {
    var needed = step.quorum().needed();
    var asked = role(step);
    if (needed == null) {
      return switch (step.quorum().kind()) {
        case "ALL" -> "Every " + asked + " has to approve.";
        case "ANY" -> "Any " + asked + " may approve.";
        default -> Words.count(step.quorum().n(), "approval", "approvals") + " by " + asked + ".";
      };
    }
    return "%d of %s by %s"
            .formatted(step.approvals(), Words.count(needed, "approval", "approvals"), asked)
        + rejections(step);
  }

  private static String role(StepView step) {
    var escalated = step.escalatedRole();
    var role = Words.asked(step.role());
    return escalated == null || escalated.equals(step.role())
        ? role
        : role + " or " + Words.isolated(escalated);
  }

  private static String rejections(StepView step) {
    var others = new StringBuilder();
    if (step.rejections() > 0) {
      others.append(", ").append(Words.count(step.rejections(), "rejection", "rejections"));
    }
    if (step.abstentions() > 0) {
      others.append(", ").append(Words.count(step.abstentions(), "abstention", "abstentions"));
    }
    return others.append('.').toString();
  }

  private String atTimeout(StepView step, OffsetDateTime due) {
    var moment = Moment.of(due.toInstant(), now);
    var target = step.escalateTo();
    return step.onTimeout().equals("ESCALATE") && target != null
        ? "If it is not decided by %s (%s), %s is asked too."
            .formatted(moment.absolute(), moment.relative(), Words.isolated(target))
        : "Should be decided by %s (%s).".formatted(moment.absolute(), moment.relative());
  }

  private Stage.Ballot ballot(VoteView vote) {
    var approval = vote.vote().equals("APPROVE");
    return new Stage.Ballot(
        Words.verb(vote.vote()) + (vote.bulk() ? " (together with others)" : ""),
        approval,
        Who.of(vote.person(), names.get(vote.person())),
        Optional.ofNullable(vote.onBehalfOf()).map(it -> Who.of(it, names.get(it))),
        vote.reason(),
        Moment.of(vote.at().toInstant(), now));
  }

  private Stage end() {
    var closed = request.summary().closedAt();
    if (closed != null) {
      var at = Moment.of(closed.toInstant(), now);
      return new Stage(
          Badge.of(request.summary()).tone(),
          "",
          Badge.of(request.summary()).text(),
          List.of(at.absolute() + " (" + at.relative() + ")"),
          List.of());
    }
    var effective = request.conduct().effectiveAt();
    if (effective != null) {
      var at = Moment.of(effective.toInstant(), now);
      return new Stage(
          "waiting",
          "On hold",
          "Takes effect, if nobody stops it",
          List.of("On %s (%s).".formatted(at.absolute(), at.relative())),
          List.of());
    }
    var expires = Moment.of(request.summary().expiresAt().toInstant(), now);
    return new Stage(
        "",
        "",
        "Rejected as expired, if nobody decides",
        List.of(
            "On %s (%s). Time alone never approves."
                .formatted(expires.absolute(), expires.relative())),
        List.of());
  }

  private String named(String person) {
    @Nullable String name = names.get(person);
    return Words.isolated(name == null ? person : name + " (" + person + ")");
  }
}
