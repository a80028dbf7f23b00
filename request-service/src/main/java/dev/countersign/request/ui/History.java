package dev.countersign.request.ui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.platform.messaging.InvalidJson;
import dev.countersign.platform.messaging.Json;
import dev.countersign.request.read.LedgerEntry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A request's ledger in words: everything that ever happened to it, in its order (F-168). */
final class History {
  private static final List<String> PEOPLE =
      List.of("by", "onBehalfOf", "from", "to", "witness", "maker");

  private final Map<String, String> names;
  private final Instant now;

  History(Map<String, String> names, Instant now) {
    this.names = names;
    this.now = now;
  }

  /** Everybody whom the entries name. */
  static Set<String> people(List<LedgerEntry> entries) {
    var people = new LinkedHashSet<String>();
    for (LedgerEntry entry : entries) {
      var body = body(entry);
      PEOPLE.stream()
          .map(body::path)
          .filter(JsonNode::isTextual)
          .forEach(it -> people.add(it.asText()));
    }
    return people;
  }

  List<HistoryLine> lines(List<LedgerEntry> entries) {
    return entries.stream().map(this::line).toList();
  }

  /** C-11: what the last checker who asked for changes wants the material fields to say. */
  Optional<RequestPage.Asked> asked(List<LedgerEntry> entries, JsonNode material) {
    return entries.stream()
        .filter(entry -> entry.type().equals("approval.changes_requested"))
        .reduce((_, last) -> last)
        .map(History::body)
        .filter(body -> body.path("proposal").isObject())
        .map(body ->
            new RequestPage.Asked(
                Who.of(body.path("by").asText(), names.get(body.path("by").asText())),
                Fields.changed(material, (ObjectNode) body.path("proposal"))));
  }

  private HistoryLine line(LedgerEntry entry) {
    var body = body(entry);
    var said = body.path("reason").asText(body.path("justification").asText(""));
    return new HistoryLine(
        entry.seq(),
        text(entry.type().substring(entry.type().indexOf('.') + 1), body),
        said,
        Moment.of(entry.time().toInstant(), now));
  }

  private String text(String type, JsonNode body) {
    return switch (type) {
      case "request_created" -> "Requested by " + named(body, "maker");
      case "request_quarantined" ->
          "Quarantined: " + Words.isolated(body.path("reasonCode").asText());
      case "request_released" -> named(body, "by") + " released it to be evaluated again";
      case "request_approved" -> "The request was approved";
      case "request_rejected" -> "The request was rejected";
      case "request_expired" -> "The request expired";
      case "request_auto_rejected" -> "It was rejected for that; time alone never approves";
      case "request_cancelled" ->
          taken(body, "cancelledBy", "took it back", "A newer event took it back");
      case "request_revoked" ->
          taken(body, "revokedBy", "stopped it before it took effect", "A newer event stopped it");
      case "request_overridden" ->
          "%s approved in an emergency, before the witness %s"
              .formatted(named(body, "by"), named(body, "witness"));
      case "override_reviewed" ->
          "%s reviewed the override: %s".formatted(named(body, "by"), finding(body));
      case "override_review_overdue" -> "The review of the override is overdue";
      case "self_approval_reviewed" ->
          "%s reviewed the self-approval: %s".formatted(named(body, "by"), finding(body));
      case "self_approval_review_overdue" -> "The review of the self-approval is overdue";
      case "hold_started" -> "A hold began, in which it can be stopped";
      case "hold_released" -> "The hold is over; the approval took effect";
      case "iteration_started" -> iteration(body);
      default -> ofStep(type, body);
    };
  }

  private static String finding(JsonNode body) {
    return body.path("finding").asText().equals("JUSTIFIED") ? "justified" : "not justified";
  }

  private String ofStep(String type, JsonNode body) {
    var step = step(body);
    return switch (type) {
      case "decision_recorded" -> decision(body);
      case "self_approval_used" ->
          named(body, "by") + " decided what they made; the policy allows it";
      case "changes_requested" ->
          named(body, "by")
              + (body.has("backTo")
                  ? " sent it back to step " + body.path("backTo").asInt()
                  : " asked the maker for changes" + proposal(body));
      case "assignment_reassigned" ->
          "%s handed the place of %s in %s to %s"
              .formatted(named(body, "by"), named(body, "from"), step, named(body, "to"));
      case "step_started" ->
          capital(step)
              + " began"
              + BusinessWords.of(body).map(", with %s to decide"::formatted).orElse("");
      case "step_skipped" -> capital(step) + " was skipped by the policy";
      case "step_auto_approved" -> capital(step) + " was approved by the policy, by nobody";
      case "step_approved" -> capital(step) + " was approved";
      case "step_rejected" -> capital(step) + " was rejected";
      case "step_expired" -> capital(step) + " ran out of time";
      case "step_blocked" -> capital(step) + " has too few people left";
      case "step_unblocked" -> capital(step) + " has enough people again";
      case "step_sla_breached" -> capital(step) + " takes longer than agreed";
      case "step_reminded" -> "The people of " + step + " were reminded";
      case "step_escalated" ->
          capital(step)
              + " was escalated: more people are asked"
              + BusinessWords.of(body).map(", with %s to decide"::formatted).orElse("");
      default -> Words.of(type);
    };
  }

  /** C-11: what the checker wants it to say instead. */
  private static String proposal(JsonNode body) {
    var wanted = new ArrayList<String>();
    body.path("proposal")
        .properties()
        .forEach(field ->
            wanted.add(
                "%s: %s"
                    .formatted(Words.of(field.getKey()), Words.isolated(text(field.getValue())))));
    return wanted.isEmpty() ? "" : " (" + String.join(", ", wanted) + ")";
  }

  private static String text(JsonNode value) {
    return value.isValueNode() ? value.asText() : value.toString();
  }

  private String decision(JsonNode body) {
    return named(body, "by")
        + " "
        + Words.verb(body.path("vote").asText())
        + " in "
        + step(body)
        + (body.has("onBehalfOf") ? " for " + named(body, "onBehalfOf") : "")
        + (body.path("bulk").asBoolean() ? ", together with other requests" : "");
  }

  private static String iteration(JsonNode body) {
    var attempt = "Attempt " + body.path("iteration").asInt() + " began: ";
    return attempt
        + switch (body.path("cause").asText()) {
          case "SOURCE_REVISED" -> "the source sent a new revision";
          case "RESUBMITTED" -> "the maker sent new content";
          case "UNCHANGED" -> "the maker insists, nothing changed";
          case "RETURNED" -> "it was sent back to an earlier step";
          default -> Words.of(body.path("cause").asText());
        };
  }

  private String taken(JsonNode body, String field, String deed, String byEvent) {
    return body.path(field).asText().equals("SOURCE_EVENT")
        ? byEvent
        : named(body, "by") + " " + deed;
  }

  private static String step(JsonNode body) {
    var step = body.path("step");
    return "step %d (%s)"
        .formatted(step.path("no").asInt(), Words.isolated(step.path("name").asText()));
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  private String named(JsonNode body, String field) {
    var id = body.path(field).asText("somebody");
    var name = names.get(id);
    return Words.isolated(name == null ? id : name + " (" + id + ")");
  }

  private static JsonNode body(LedgerEntry entry) {
    try {
      return Json.read(entry.body().getBytes(StandardCharsets.UTF_8));
    } catch (InvalidJson e) {
      throw new IllegalStateException("A ledger body is not JSON", e);
    }
  }
}
