package dev.countersign.request.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.request.core.Explaining.Member;
import dev.countersign.request.core.Explaining.OpenStep;
import dev.countersign.request.core.Explaining.Place;
import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.people.Approver;
import dev.countersign.request.core.people.Approver.HasRole;
import dev.countersign.request.core.people.Approver.InGroup;
import dev.countersign.request.core.people.Approver.Listed;
import dev.countersign.request.core.people.Approver.ManagerOf;
import dev.countersign.request.core.people.Approver.User;
import dev.countersign.request.read.RequestView;
import dev.countersign.request.read.StepView;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Why a request waits: the rule, each open step, who could decide it and who could not. The members
 * beside {@code steps} repeat the first open step.
 */
public record ExplainDocument(
    UUID requestId,
    String status,
    @Nullable String reasonCode,
    @Schema(implementation = Object.class) JsonNode trace,
    @Nullable Integer step,
    List<String> roles,
    long missingApprovals,
    @Nullable String question,
    List<Eligible> eligible,
    List<Excluded> excluded,
    List<ExplainedStep> steps,
    List<String> nextSteps) {

  /** An open step: everybody it concerns stands in exactly one of the two lists. */
  public record ExplainedStep(
      int step,
      String name,
      boolean blocked,
      List<String> asks,
      int needed,
      int approved,
      int missing,
      String stillMissing,
      List<Eligible> eligible,
      List<Excluded> excluded) {}

  /**
   * Somebody who may decide the step now, and what it asks; {@code onBehalfOf} for whom, if not in
   * their own right.
   */
  public record Eligible(String person, String name, String role, @Nullable String onBehalfOf) {}

  /**
   * Somebody the step asks who still may not decide it; the code is the one of the refusal, the
   * reason says more.
   */
  public record Excluded(
      String person,
      String name,
      String role,
      @Nullable String onBehalfOf,
      String code,
      String reason) {}

  static Set<String> peopleIn(List<OpenStep> open) {
    return open.stream()
        .flatMap(step -> step.members().stream())
        .map(member -> member.person().value())
        .collect(Collectors.toSet());
  }

  static ExplainDocument of(RequestView request, List<OpenStep> open, Map<String, String> names) {
    var steps = open.stream().map(step -> explained(step, names)).toList();
    var first = steps.stream().findFirst();
    return new ExplainDocument(
        request.summary().id(),
        request.summary().status(),
        request.summary().reasonCode(),
        request.payload().trace(),
        first.map(ExplainedStep::step).orElse(null),
        first.map(ExplainedStep::asks).orElse(List.of()),
        first.map(ExplainedStep::missing).orElse(0),
        request.openStep().map(step -> step.reasonNeeded().prompt()).orElse(null),
        first.map(ExplainedStep::eligible).orElse(List.of()),
        first.map(ExplainedStep::excluded).orElse(List.of()),
        steps,
        request.steps().stream()
            .filter(step -> step.status().equals("WAITING"))
            .map(StepView::name)
            .toList());
  }

  private static ExplainedStep explained(OpenStep open, Map<String, String> names) {
    var step = open.step();
    var asks =
        step.activation().asked().stream().map(ExplainDocument::wordsFor).distinct().toList();
    var role = String.join(" or ", asks);
    return new ExplainedStep(
        step.no(),
        step.plan().name(),
        step.isBlocked(),
        asks,
        step.tally().needed(),
        step.tally().approved(),
        open.missing(),
        "%d more of %s".formatted(open.missing(), role),
        open.members().stream()
            .filter(member -> member.place() == Place.ELIGIBLE)
            .map(member -> eligible(member, names, role))
            .toList(),
        open.members().stream()
            .filter(member -> member.place() != Place.ELIGIBLE)
            .map(member -> excluded(member, names, role))
            .toList());
  }

  private static Eligible eligible(Member member, Map<String, String> names, String role) {
    return new Eligible(idOf(member), nameOf(member, names), role, principalOf(member));
  }

  private static Excluded excluded(Member member, Map<String, String> names, String role) {
    return new Excluded(
        idOf(member),
        nameOf(member, names),
        role,
        principalOf(member),
        codeOf(member.place()),
        member.place().name().toLowerCase(Locale.ROOT));
  }

  private static String codeOf(Place place) {
    return switch (place) {
      case MAKER -> "maker_may_not_decide";
      case ALREADY_DECIDED -> "already_decided";
      case ELIGIBLE,
          INACTIVE,
          SERVICE_ACCOUNT,
          ON_LEAVE,
          OUT_OF_SCOPE,
          HANDED_ON,
          DELEGATOR_NOT_ELIGIBLE,
          DELEGATION_PASSED_ON ->
          "not_eligible";
    };
  }

  private static String idOf(Member member) {
    return member.person().value();
  }

  private static String nameOf(Member member, Map<String, String> names) {
    return names.getOrDefault(idOf(member), idOf(member));
  }

  private static @Nullable String principalOf(Member member) {
    return member.principal().map(PersonId::value).orElse(null);
  }

  private static String wordsFor(Approver approver) {
    var who =
        switch (approver.whom()) {
          case User(var person) -> person.value();
          case HasRole(var role) -> role.name();
          case InGroup(var group) -> "the group " + group.name();
          case Listed(var line) ->
              "those whom %s lists for %s".formatted(line.resolver(), line.key());
          case ManagerOf(var anchor, var levels) ->
              "the manager %d above the %s"
                  .formatted(levels, anchor.name().toLowerCase(Locale.ROOT));
        };
    return who + in("branch", approver.branch()) + in("location", approver.location());
  }

  private static String in(String kind, Optional<String> place) {
    return place.map(it -> " in " + kind + " " + it).orElse("");
  }
}
