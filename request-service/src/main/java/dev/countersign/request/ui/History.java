package dev.countersign.request.ui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.platform.messaging.InvalidJson;
import dev.countersign.platform.messaging.Json;
import dev.countersign.request.core.RequestEvent.Beginning;
import dev.countersign.request.core.RequestEvent.Finding;
import dev.countersign.request.read.LedgerEntry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A request's ledger in words: everything that ever happened to it, in its order (F-168). */
final class History {
  private static final List<String> PEOPLE =
      List.of("by", "onBehalfOf", "from", "to", "witness", "maker");

  private final Map<String, String> names;
  private final Instant now;
  private final Tongue tongue;
  private final HistoryWords words;

  History(Map<String, String> names, Instant now, Tongue tongue) {
    this.names = names;
    this.now = now;
    this.tongue = tongue;
    this.words = tongue.history();
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
                Words.isolated(
                    Who.of(body.path("by").asText(), names.get(body.path("by").asText())).label()),
                new Fields(tongue).changed(material, (ObjectNode) body.path("proposal"))));
  }

  private HistoryLine line(LedgerEntry entry) {
    var body = body(entry);
    var said = body.path("reason").asText(body.path("justification").asText(""));
    return new HistoryLine(
        entry.seq(),
        text(entry.type().substring(entry.type().indexOf('.') + 1), body),
        said,
        Moment.of(entry.time().toInstant(), now, tongue));
  }

  private String text(String type, JsonNode body) {
    return switch (type) {
      case "request_created" -> words.requestedBy(named(body, "maker"));
      case "request_quarantined" ->
          words.quarantined(Words.isolated(body.path("reasonCode").asText()));
      case "request_released" -> words.released(named(body, "by"));
      case "request_cancelled" ->
          isByEvent(body, "cancelledBy")
              ? words.eventTookBack()
              : words.takenBack(named(body, "by"));
      case "request_revoked" ->
          isByEvent(body, "revokedBy") ? words.eventStopped() : words.stopped(named(body, "by"));
      case "request_overridden" -> words.overridden(named(body, "by"), named(body, "witness"));
      case "override_reviewed" -> words.overrideReviewed(named(body, "by"), finding(body));
      case "self_approval_reviewed" -> words.selfApprovalReviewed(named(body, "by"), finding(body));
      case "iteration_started" -> iteration(body);
      default -> byPeople(type, body);
    };
  }

  private String finding(JsonNode body) {
    var finding = body.path("finding").asText();
    return Words.known(Finding.class, finding).map(words::finding).orElse(finding);
  }

  private String byPeople(String type, JsonNode body) {
    return switch (type) {
      case "decision_recorded" -> decision(body);
      case "self_approval_used" -> words.selfApproved(named(body, "by"));
      case "changes_requested" ->
          body.has("backTo")
              ? words.sentBack(named(body, "by"), body.path("backTo").asInt())
              : words.askedForChanges(named(body, "by")) + proposal(body);
      case "assignment_reassigned" ->
          words.reassigned(named(body, "by"), step(body), named(body, "from"), named(body, "to"));
      case "step_started" -> Words.capital(timed(words.started(step(body)), body));
      case "step_escalated" -> Words.capital(timed(words.escalated(step(body)), body));
      default -> byNobody(type, step(body));
    };
  }

  private String byNobody(String type, String step) {
    return switch (type) {
      case "step_skipped" -> Words.capital(words.skipped(step));
      case "step_auto_approved" -> Words.capital(words.autoApproved(step));
      case "step_approved" -> Words.capital(words.approved(step));
      case "step_rejected" -> Words.capital(words.rejected(step));
      case "step_expired" -> Words.capital(words.expired(step));
      case "step_blocked" -> Words.capital(words.blocked(step));
      case "step_unblocked" -> Words.capital(words.unblocked(step));
      case "step_sla_breached" -> Words.capital(words.late(step));
      case "step_reminded" -> Words.capital(words.reminded(step));
      default ->
          Words.known(Happening.class, type.toUpperCase(Locale.ROOT))
              .map(words::happened)
              .orElseGet(() -> Words.of(type));
    };
  }

  private String timed(String what, JsonNode body) {
    return BusinessWords.of(body, tongue).map(it -> words.timeToDecide(what, it)).orElse(what);
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
    var verb = Words.verb(body.path("vote").asText(), tongue.said());
    var decision = words.decision(named(body, "by"), verb, step(body));
    var whole =
        body.has("onBehalfOf") ? words.inNameOf(decision, named(body, "onBehalfOf")) : decision;
    return body.path("bulk").asBoolean() ? words.withOthers(whole) : whole;
  }

  private String iteration(JsonNode body) {
    var cause = body.path("cause").asText();
    return words.began(
        body.path("iteration").asInt(),
        Words.known(Beginning.class, cause).map(words::beginning).orElseGet(() -> Words.of(cause)));
  }

  private static boolean isByEvent(JsonNode body, String field) {
    return body.path(field).asText().equals("SOURCE_EVENT");
  }

  private String step(JsonNode body) {
    var step = body.path("step");
    return words.ofStep(step.path("no").asInt(), Words.isolated(step.path("name").asText()));
  }

  private String named(JsonNode body, String field) {
    var id = body.path(field).asText(words.somebody());
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
