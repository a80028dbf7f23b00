package dev.countersign.rules.json;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.countersign.rules.core.RulesFixtures;
import dev.countersign.rules.core.policy.TermsCheck;
import dev.countersign.rules.core.policy.TermsProblem.Code;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * each field of a policy document is obeyed by somebody, and this says by whom. For a field
 * that travels in the route the code that acts on it is named, so that the test also fails when
 * that code is gone.
 */
class ObeyedSettingsTest {

  private static final String RULES = "../rules-service/src/main/java/dev/countersign/rules/core";
  private static final String REQUEST =
      "../request-service/src/main/java/dev/countersign/request/core";
  private static final String ESCALATION =
      "../escalation-service/src/main/java/dev/countersign/escalation";

  /** Who obeys a field: the code that acts on it. */
  private record Obedience(String folder, String code) {}

  /** Read into the settings of other fields, or the structure that holds them. */
  private static final Obedience NOTATION = new Obedience("", "notation");

  /** Shown to people, and nothing else. */
  private static final Obedience SHOWN = new Obedience("", "shown");

  /** Told to the approvers and their clients by request-service's doors. */
  private static final Obedience AT_THE_DOORS = new Obedience("", "doors of request-service");

  private static Obedience rules(String code) {
    return new Obedience(RULES, code);
  }

  private static Obedience request(String code) {
    return new Obedience(REQUEST, code);
  }

  private static Obedience escalation(String code) {
    return new Obedience(ESCALATION, code);
  }

  private static final Map<String, Obedience> FIELDS =
      Map.ofEntries(
          Map.entry("PLACE.fact", rules("Place.FromFact(var path) -> inquiry")),
          Map.entry("APPROVER.role", request("person.roles().contains")),
          Map.entry("APPROVER.user", request("person.id().equals")),
          Map.entry("APPROVER.group", request("person.groups().contains")),
          Map.entry("APPROVER.managerOf", request("anchors.of(anchor)")),
          Map.entry("APPROVER.levels", request("level < levels")),
          Map.entry("APPROVER.attribute", rules("inquiry.nameAt(path)")),
          Map.entry("APPROVER.resolver", request("listings.getOrDefault(line")),
          Map.entry("APPROVER.by", rules("inquiry.keyAt(by)")),
          Map.entry("APPROVER.branch", request("approver.branch()")),
          Map.entry("APPROVER.location", request("approver.location()")),
          Map.entry("QUORUM.kind", request("quorum().neededOf")),
          Map.entry("QUORUM.n", request("case Count(var n) -> n")),
          Map.entry("QUORUM.percent", request("poolSize * percent")),
          Map.entry("RUNG.after", request("rung.get().after()")),
          Map.entry("RUNG.approvers", request("lent.approvers()")),
          Map.entry("RUNG.step", rules("lent(rung.target(), plan)")),
          Map.entry("RUNG.mode", request("lent.mode() == Rung.Mode.REPLACE")),
          Map.entry("RUNG.resetClock", request("lent.clock() == Rung.Clock.RESET")),
          Map.entry("CLOCKS.sla", escalation("clock(clocks, \"sla\"")),
          Map.entry("CLOCKS.timeout", escalation("clock(clocks, \"timeout\"")),
          Map.entry("CLOCKS.onTimeout", escalation("isSentAtTimeout(onTimeout)")),
          Map.entry("CLOCKS.escalateTo", NOTATION),
          Map.entry("CLOCKS.ladder", escalation("clocks.size(\"ladder\")")),
          Map.entry("CLOCKS.calendar", escalation("clocks.text(\"calendar\")")),
          Map.entry("LIMIT.currency", rules("limit.currency()")),
          Map.entry("LIMIT.amount", rules("limit.amount()")),
          Map.entry("AUTO_APPROVAL.upTo", rules("auto.upTo()")),
          Map.entry("AUTO_APPROVAL.when", rules("auto.when()")),
          Map.entry("EMBEDDED_STEP.approvers", rules("step.approvers()")),
          Map.entry("EMBEDDED_STEP.clocks", NOTATION),
          Map.entry("EMBEDDED_STEP.rejectionRule", request("rejectionRule().isMetBy")),
          Map.entry("EMBEDDED_STEP.rejections", request("rejectionRule().isMetBy")),
          Map.entry("EMBEDDED_STEP.quorum", request("quorum().neededOf")),
          Map.entry("EMBEDDED_STEP.threshold", NOTATION),
          Map.entry("EMBEDDED_STEP.approval_mode", NOTATION),
          Map.entry("EMBEDDED_STEP.approvalMode", NOTATION),
          Map.entry("EMBEDDED_STEP.minApprovers", NOTATION),
          Map.entry("EMBEDDED_STEP.min_approvers", NOTATION),
          Map.entry("EMBEDDED_STEP.Min Approvers", NOTATION),
          Map.entry("STEP.name", SHOWN),
          Map.entry("STEP.when", rules("gate.when()")),
          Map.entry("STEP.autoApprove", rules("gate.autoApproval()")),
          Map.entry("STEP.upperBound", rules("gate.upperBound()")),
          Map.entry("STEP.active", rules("gate.bypass()")),
          Map.entry("STEP.bypassUntil", rules("isInForce(inquiry.event().at())")),
          Map.entry("TRACK.name", SHOWN),
          Map.entry("TRACK.steps", NOTATION),
          Map.entry("PLAN.steps", NOTATION),
          Map.entry("PLAN.tracks", NOTATION),
          Map.entry("PLAN.tracksRequired", rules("plan.tracksRequired()")),
          Map.entry("BAND.from", rules("isBelow(magnitude)")),
          Map.entry("BAND.to", rules("endsBefore(magnitude)")),
          Map.entry("BAND.currency", rules("NoBand")),
          Map.entry("BAND.requiresApproval", rules("RequiresApproval.AT_OR_ABOVE")),
          Map.entry("COVERAGE.over", NOTATION),
          Map.entry("COVERAGE.bands", NOTATION),
          Map.entry("COVERAGE.always", NOTATION),
          Map.entry("RULE.id", SHOWN),
          Map.entry("RULE.when", rules("rule.when()")),
          Map.entry("REASONS.maker", rules("reasons.fromMaker()")),
          Map.entry("REASONS.approve", request("APPROVE -> onApprove")),
          Map.entry("REASONS.reject", request("onReject")),
          Map.entry("REASONS.minLength", request(">= minLength")),
          Map.entry("REASONS.prompt", AT_THE_DOORS),
          Map.entry("EDITING.kind", request("editing.allows")),
          Map.entry("EDITING.fields", request("listed.containsAll(fields)")),
          Map.entry("OVERRIDE.quotaPerMonth", request("terms.quotaPerMonth()")),
          Map.entry("OVERRIDE.reviewWithin", request("reviewWithin()")),
          Map.entry("WINDOW.sum", rules("fact.sum().map(path -> amount(")),
          Map.entry("WINDOW.count", rules("orElse(BigDecimal.ONE)")),
          Map.entry("WINDOW.per", rules("FactReader.of(fact.per())")),
          Map.entry("WINDOW.over", rules("time.plus(over)")),
          Map.entry("FACT.path", rules("anywhere")),
          Map.entry("FACT.type", rules("fact.type() == FactType.DECIMAL")),
          Map.entry("SETTINGS.ttl", request("settings.ttl()")),
          Map.entry("SETTINGS.ttlPausesInChanges", request("ttlInChanges() ==")),
          Map.entry("SETTINGS.hold", request("settings().hold()")),
          Map.entry("SETTINGS.reasons", NOTATION),
          Map.entry("SETTINGS.selfApproval", request("selfApproval() ==")),
          Map.entry("SETTINGS.sameApprover", request("sameApprover() ==")),
          Map.entry("SETTINGS.editOnApprove", request("settings().editing()")),
          Map.entry("SETTINGS.iterationPolicy", request("iterationPolicy() ==")),
          Map.entry("SETTINGS.cancelledBy", request("settings().cancelledBy()")),
          Map.entry("SETTINGS.override", request("settings().override()")),
          Map.entry("SETTINGS.bulk", request("BULK_FORBIDDEN")),
          Map.entry("SETTINGS.beneficiaries", rules("conduct().beneficiaries()")),
          Map.entry("SETTINGS.onMissingFact", rules("onMissingFact()")),
          Map.entry("SETTINGS.onNoApplicableStep", rules("onNoApplicableStep()")),
          Map.entry("SETTINGS.fallbackStep", rules("NoApplicableStep.Fallback(var step)")),
          Map.entry("POLICY.name", SHOWN),
          Map.entry("POLICY.description", SHOWN),
          Map.entry("POLICY.when", rules("rule.when()")),
          Map.entry("POLICY.matchMode", rules("MatchMode.FIRST_MATCH")),
          Map.entry("POLICY.currency", NOTATION),
          Map.entry("POLICY.requiresApproval", NOTATION),
          Map.entry("POLICY.rules", NOTATION),
          Map.entry("POLICY.windows", NOTATION),
          Map.entry("POLICY.facts", NOTATION));

  @Test
  @DisplayName("A-35: of every field of a policy document it is known who obeys it")
  void everyFieldIsObeyed() {
    var written =
        Stream.of(DocumentPart.values())
            .flatMap(part -> part.own().stream().map(field -> part + "." + field))
            .toList();

    assertThat(FIELDS.keySet())
        .describedAs("A new field names here who obeys it; a field that is gone leaves the list")
        .containsExactlyInAnyOrderElementsOf(written);
  }

  @Test
  @DisplayName("A-35: what travels in a route is acted upon by the service it travels to")
  void whatTravelsIsActedUpon() {
    var unobeyed = new TreeMap<String, String>();
    var sources = Map.of(RULES, text(RULES), REQUEST, text(REQUEST), ESCALATION, text(ESCALATION));
    FIELDS.forEach((field, by) -> {
      if (!by.folder().isEmpty() && !sources.getOrDefault(by.folder(), "").contains(by.code())) {
        unobeyed.put(field, by.code());
      }
    });

    assertThat(unobeyed).describedAs("Fields, and the code that no longer acts on them").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'always': [{'role': 'A', 'sla': 'PT4H', 'calendar': 'business'}]}",
        "{'over': '5', 'role': 'A', 'clocks': {'timeout': 'PT4H', 'calendar': 'business'}}",
        "{'always': [{'role': 'A'}], 'fallbackStep': {'role': 'B', 'calendar': 'business'}}"
      })
  @DisplayName(
      "A-35 F-147: a calendar that nobody keeps is refused when it is saved, with its place")
  void unknownCalendarIsRefused(String document) {
    var problems =
        TermsCheck.check(PolicyDesk.terms(document), PolicyDesk.EXPENSE, RulesFixtures.ground());

    assertThat(problems).hasSize(1);
    assertThat(problems.getFirst().code()).isEqualTo(Code.CALENDAR_UNKNOWN);
    assertThat(problems.getFirst().path()).endsWith("clocks.calendar");
  }

  @Test
  @DisplayName("A-35: a word on edges is refused where no amount counts")
  void idleEdgeIsRefused() {
    var refused =
        catchThrowableOfType(
            InvalidPolicy.class,
            () -> PolicyDesk.terms("{'always': [{'role': 'A'}], 'requiresApproval': 'ABOVE'}"));

    assertThat(refused.problems().getFirst().path()).isEqualTo("requiresApproval");
  }

  /** The sources of a folder, each run of blanks as one, so that a line break hides nothing. */
  private static String text(String folder) {
    try (var files = Files.walk(Path.of(folder))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(ObeyedSettingsTest::read)
          .collect(joining(" "))
          .replaceAll("\\s+", " ");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
