package dev.countersign.rules.ui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.countersign.platform.page.Language;
import dev.countersign.rules.app.PolicyVersion;
import dev.countersign.rules.app.PolicyVersion.State;
import dev.countersign.rules.core.PersonId;
import dev.countersign.rules.core.analysis.LintFinding;
import dev.countersign.rules.core.analysis.LintFinding.Code;
import dev.countersign.rules.core.analysis.LintFinding.Severity;
import dev.countersign.rules.core.policy.Terms;
import dev.countersign.rules.json.DocumentDiff;
import dev.countersign.rules.json.PolicyWriter;
import dev.countersign.rules.json.PolicyYaml;
import dev.countersign.rules.ui.words.Deed;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One version of a policy: what it says, what is wrong with it, what it changes, who did what. */
public record PolicyPage(
    Heading heading,
    List<String> sentences,
    List<Finding> findings,
    List<Change> changes,
    String yaml,
    List<Event> history,
    List<Sibling> versions,
    Acts acts,
    Optional<Review> review,
    Optional<BacktestSection> backtest,
    Optional<Notice> notice) {

  public PolicyPage {
    sentences = List.copyOf(sentences);
    findings = List.copyOf(findings);
    changes = List.copyOf(changes);
    history = List.copyOf(history);
    versions = List.copyOf(versions);
  }

  /** With what was typed into the form of the backtest. */
  PolicyPage backtesting(BacktestSection.Typed typed) {
    return new PolicyPage(
        heading,
        sentences,
        findings,
        changes,
        yaml,
        history,
        versions,
        acts,
        review,
        backtest.map(it -> new BacktestSection(it.address(), it.shadow(), typed, it.run())),
        notice);
  }

  /** Which version it is. */
  public record Heading(String id, String operation, int version, State state, String tone) {}

  /** What the analysis found, in words, with the example that shows it. */
  public record Finding(Code code, String where, String example) {

    static Finding of(LintFinding it) {
      return new Finding(it.code(), it.where(), it.example());
    }

    public String tone() {
      return code.severity() == Severity.ERROR ? "negative" : "waiting";
    }
  }

  /** One setting that differs from the version in force. */
  public record Change(String path, String before, String after) {}

  /** Who did what, when and why. */
  public record Event(Deed deed, String who, String at, String why) {}

  /** Another version of the same policy. */
  public record Sibling(int version, State state, boolean current) {}

  /** What the viewer may do with it, and why not. */
  public record Acts(boolean maySubmit, boolean mayActivate, boolean mayRetire, boolean hindered) {

    static Acts of(PolicyVersion it, boolean isAdmin, boolean isKeptFromActivating) {
      var inReview = it.state() == State.IN_REVIEW;
      return new Acts(
          isAdmin && it.state() == State.DRAFT,
          isAdmin && inReview,
          isAdmin && (inReview || it.state() == State.ACTIVE),
          inReview && isKeptFromActivating);
    }

    public boolean isEmpty() {
      return !maySubmit && !mayActivate && !mayRetire;
    }
  }

  /** By when to look whether what is in force still fits, and whether the viewer may say so. */
  public record Review(String by, boolean due, boolean mayConfirm) {

    static Optional<Review> of(
        PolicyVersion it, LocalDate today, boolean isAdmin, Language language) {
      return it.upkeep()
          .filter(_ -> it.state() == State.ACTIVE)
          .map(upkeep -> new Review(language.day(upkeep.reviewBy()), upkeep.isDue(today), isAdmin));
    }
  }

  static Heading heading(PolicyVersion it) {
    var tone =
        switch (it.state()) {
          case ACTIVE -> "positive";
          case IN_REVIEW -> "waiting";
          case DRAFT, SHADOW -> "info";
          case RETIRED -> "";
        };
    return new Heading(
        it.policy().toString(), it.operation().value(), it.version(), it.state(), tone);
  }

  static String yaml(PolicyVersion it) {
    return PolicyYaml.write(
        PolicyWriter.write(it.terms()).put("operation", it.operation().value()));
  }

  /** Against the version in force, else the one before; before the first there was nothing. */
  static List<Change> changes(PolicyVersion shown, List<PolicyVersion> newestFirst) {
    var before =
        newestFirst.stream()
            .filter(it -> it.state() == State.ACTIVE && it.version() != shown.version())
            .filter(_ -> shown.state() == State.DRAFT || shown.state() == State.IN_REVIEW)
            .findFirst()
            .or(() ->
                newestFirst.stream().filter(it -> it.version() < shown.version()).findFirst());
    JsonNode old =
        before
            .<JsonNode>map(it -> PolicyWriter.write(it.terms()))
            .orElseGet(JsonNodeFactory.instance::objectNode);
    return changes(old, shown.terms());
  }

  /** What other terms would change of these. */
  static List<Change> between(Terms terms, Terms others) {
    return changes(PolicyWriter.write(terms), others);
  }

  private static List<Change> changes(JsonNode old, Terms terms) {
    return DocumentDiff.bySetting(old, PolicyWriter.write(terms)).stream()
        .map(it -> new Change(it.path(), text(it.before()), text(it.after())))
        .toList();
  }

  private static String text(@Nullable JsonNode value) {
    return value == null ? "" : value.isTextual() ? value.asText() : value.toString();
  }

  static List<Event> history(PolicyVersion it) {
    var events = new ArrayList<Event>();
    var authors = String.join(", ", it.authors().stream().map(PersonId::value).sorted().toList());
    events.add(new Event(Deed.DRAFTED, authors, at(it.createdAt()), it.reason().orElse("")));
    it.submittedBy().ifPresent(who -> events.add(new Event(Deed.SUBMITTED, who, "", "")));
    it.activatedBy()
        .ifPresent(who ->
            events.add(
                new Event(
                    Deed.ACTIVATED, who, it.activatedAt().map(PolicyPage::at).orElse(""), "")));
    it.upkeep()
        .flatMap(PolicyVersion.Upkeep::last)
        .ifPresent(
            last -> events.add(new Event(Deed.REVIEWED, last.by(), at(last.at()), last.reason())));
    it.retiredBy()
        .ifPresent(
            who -> events.add(new Event(Deed.RETIRED, who, "", it.retireReason().orElse(""))));
    return events;
  }

  private static String at(OffsetDateTime at) {
    return at.toInstant().toString();
  }
}
