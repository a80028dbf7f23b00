package dev.countersign.rules.core.policy;

import dev.countersign.rules.core.money.Currencies;
import dev.countersign.rules.core.operation.Operation;
import dev.countersign.rules.core.policy.Coverage.Always;
import dev.countersign.rules.core.policy.Coverage.Band;
import dev.countersign.rules.core.policy.Coverage.ByAmount;
import dev.countersign.rules.core.policy.Doubt.NoApplicableStep;
import dev.countersign.rules.core.policy.Terms.MatchMode;
import dev.countersign.rules.core.policy.TermsProblem.Code;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Refuses terms that could not be evaluated, or that would ask nobody where somebody is meant. */
public final class TermsCheck {

  private static final int LONGEST_DESCRIPTION = 255;
  private static final int MOST_RULES = 200;
  private static final int MOST_BANDS = 100;
  private static final int MOST_TRACKS = 20;
  private static final Pattern RULE_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,59}");

  private final Terms terms;
  private final Operation operation;
  private final Ground ground;
  private final Problems problems = new Problems();

  private TermsCheck(Terms terms, Operation operation, Ground ground) {
    this.terms = terms;
    this.operation = operation;
    this.ground = ground;
  }

  /**
   * What a partner's terms stand on.
   *
   * @param locks the settings of which only the stricter value is allowed
   * @param calendars the names of the calendars that are kept
   */
  public record Ground(List<String> locks, Set<String> calendars) {
    public Ground {
      locks = List.copyOf(locks);
      calendars = Set.copyOf(calendars);
    }
  }

  /** Every problem, in the order of the document; none if the terms may be saved. */
  public static List<TermsProblem> check(Terms terms, Operation operation, Ground ground) {
    var check = new TermsCheck(terms, operation, ground);
    check.about();
    check.rules();
    new SettingsCheck(operation, check.problems).check(terms.settings());
    check.fallback();
    new LockCheck(ground.locks(), check.problems).check(terms);
    return check.problems.found();
  }

  private void about() {
    problems.unless(
        Words.isText(terms.about().name(), Words.LONGEST_NAME), Code.ABOUT_INVALID, "name");
    problems.unless(
        Words.isText(terms.about().description(), LONGEST_DESCRIPTION),
        Code.ABOUT_INVALID,
        "description");
  }

  private void rules() {
    var rules = terms.rules();
    problems.unless(!rules.isEmpty(), Code.RULES_MISSING, "rules");
    problems.unless(rules.size() <= MOST_RULES, Code.TOO_MANY_RULES, "rules");
    var seen = new HashSet<String>();
    for (int index = 0; index < rules.size(); index++) {
      var rule = rules.get(index);
      var path = rules.size() == 1 && rule.id().equals(Rule.MAIN) ? "" : "rules[" + index + "].";
      problems.unless(RULE_ID.matcher(rule.id()).matches(), Code.RULE_ID_INVALID, path + "id");
      problems.unless(seen.add(rule.id()), Code.RULE_REPEATED, path + "id");
      switch (rule.coverage()) {
        case Always(var plan) -> plan(plan, path);
        case ByAmount(var bands) -> bands(bands, path);
      }
    }
  }

  private void bands(List<Band> bands, String path) {
    problems.unless(
        operation.amountUse() == Operation.AmountUse.REQUIRED,
        Code.OPERATION_WITHOUT_AMOUNT,
        path + "bands");
    problems.unless(!bands.isEmpty(), Code.BANDS_MISSING, path + "bands");
    problems.unless(bands.size() <= MOST_BANDS, Code.TOO_MANY_BANDS, path + "bands");
    var seen = new HashSet<String>();
    for (int index = 0; index < bands.size(); index++) {
      var at = path + "bands[" + index + "].";
      var band = bands.get(index);
      var edge = band.currency() + band.from().stripTrailingZeros().toPlainString();
      problems.unless(seen.add(edge), Code.BAND_REPEATED, at + "from");
      band(band, at);
      plan(band.plan(), at);
    }
  }

  private void band(Band band, String path) {
    problems.unless(Currencies.isKnown(band.currency()), Code.CURRENCY_UNKNOWN, path + "currency");
    if (Currencies.isKnown(band.currency())) {
      problems.unless(
          StepCheck.isAmount(band.currency(), band.from()), Code.AMOUNT_INVALID, path + "from");
      band.to()
          .ifPresent(to -> {
            problems.unless(
                StepCheck.isAmount(band.currency(), to), Code.AMOUNT_INVALID, path + "to");
            problems.unless(to.compareTo(band.from()) > 0, Code.BAND_EMPTY, path + "to");
          });
    }
  }

  private void plan(Plan plan, String path) {
    var tracks = plan.tracks();
    problems.unless(!tracks.isEmpty(), Code.TRACKS_MISSING, path + "tracks");
    problems.unless(tracks.size() <= MOST_TRACKS, Code.TOO_MANY_TRACKS, path + "tracks");
    problems.unless(
        StepCheck.isQuorum(plan.tracksRequired(), tracks.size()),
        Code.TRACKS_REQUIRED_INVALID,
        path + "tracksRequired");
    problems.unless(
        needsAllTracks(plan)
            || terms.rules().size() == 1
            || terms.matchMode() == MatchMode.FIRST_MATCH,
        Code.TRACKS_REQUIRED_NEEDS_FIRST_MATCH,
        path + "tracksRequired");
    var seen = new HashSet<String>();
    for (int index = 0; index < tracks.size(); index++) {
      var track = tracks.get(index);
      var at = tracks.size() == 1 ? path : path + "tracks[" + index + "].";
      problems.unless(
          Words.isName(track.name()) && seen.add(track.name()),
          Code.TRACK_NAME_INVALID,
          at + "name");
      new StepCheck(operation, plan, ground.calendars(), problems).check(track.steps(), at);
    }
  }

  private static boolean needsAllTracks(Plan plan) {
    var size = plan.tracks().size();
    return size <= 1 || Quorum.needed(plan.tracksRequired(), size) == size;
  }

  private void fallback() {
    if (terms.settings().doubt().onNoApplicableStep()
        instanceof NoApplicableStep.Fallback(var it)) {
      new StepCheck(operation, Plan.of(List.of(it)), ground.calendars(), problems)
          .check(List.of(it), "fallbackStep.");
      problems.unless(it.gate().isAlwaysOpen(), Code.FALLBACK_INVALID, "fallbackStep");
    }
  }
}
