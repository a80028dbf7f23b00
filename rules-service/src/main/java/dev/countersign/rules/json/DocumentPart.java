package dev.countersign.rules.json;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The kinds of objects of a policy document and the fields each may hold; any other field is
 * refused. An object can be opened as one of these only, so the list is complete, and a test asks
 * of every field who obeys it.
 */
enum DocumentPart {
  PLACE(Set.of("fact")),
  APPROVER(ApproverReader.FIELDS),
  QUORUM(Set.of("kind", "n", "percent")),
  RUNG(Set.of("after", "approvers", "step", "mode", "resetClock"), APPROVER),
  CLOCKS(Set.of("timeout", "onTimeout", "escalateTo", "sla", "calendar", "ladder")),
  LIMIT(Set.of("currency", "amount")),
  AUTO_APPROVAL(Set.of("upTo", "when")),

  /** One step on an object that is more than a step. */
  EMBEDDED_STEP(
      Stream.concat(
              Stream.of("approvers", "rejectionRule", "rejections", "clocks"),
              QuorumReader.NAMES.stream())
          .collect(Collectors.toSet()),
      APPROVER,
      CLOCKS),
  STEP(Set.of("name", "when", "autoApprove", "upperBound", "active", "bypassUntil"), EMBEDDED_STEP),
  TRACK(Set.of("name", "steps")),
  PLAN(Set.of("steps", "tracks", "tracksRequired"), EMBEDDED_STEP),
  BAND(Set.of("from", "to", "currency", "requiresApproval"), PLAN),
  COVERAGE(Set.of("over", "bands", "always"), PLAN),
  RULE(Set.of("id", "when"), COVERAGE),
  REASONS(Set.of("maker", "approve", "reject", "minLength", "prompt")),
  EDITING(Set.of("kind", "fields")),
  OVERRIDE(Set.of("quotaPerMonth", "reviewWithin")),
  FACT(Set.of("path", "type")),
  WINDOW(Set.of("sum", "count", "per", "over")),
  SETTINGS(
      Set.of(
          "ttl",
          "ttlPausesInChanges",
          "hold",
          "reasons",
          "selfApproval",
          "sameApprover",
          "editOnApprove",
          "iterationPolicy",
          "cancelledBy",
          "override",
          "bulk",
          "beneficiaries",
          "onMissingFact",
          "onNoApplicableStep",
          "fallbackStep")),
  POLICY(
      Set.of(
          "name",
          "when",
          "description",
          "matchMode",
          "currency",
          "requiresApproval",
          "rules",
          "facts",
          "windows"),
      COVERAGE,
      SETTINGS);

  @SuppressWarnings("ImmutableEnumChecker") // An unmodifiable set of texts.
  private final Set<String> fields;

  @SuppressWarnings("ImmutableEnumChecker")
  private final Set<String> own;

  DocumentPart(Set<String> own, DocumentPart... embedded) {
    this.own = Set.copyOf(own);
    this.fields =
        Stream.concat(own.stream(), Stream.of(embedded).flatMap(part -> part.fields.stream()))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** The fields that it does not share with an object it embeds. */
  Set<String> own() {
    return own;
  }

  Set<String> fields() {
    return fields;
  }
}
