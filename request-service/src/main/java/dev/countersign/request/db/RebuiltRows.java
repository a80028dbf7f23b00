package dev.countersign.request.db;

import dev.countersign.platform.messaging.Json;
import dev.countersign.request.app.EventName;
import dev.countersign.request.app.LedgerEntry;
import dev.countersign.request.app.Statuses;
import dev.countersign.request.app.ledger.LiveRows.RowName;
import dev.countersign.request.app.message.Fields;
import dev.countersign.request.app.message.LedgerReader;
import dev.countersign.request.app.message.Quorums;
import dev.countersign.request.core.RequestEvent;
import dev.countersign.request.core.RequestEvent.DecisionRecorded;
import dev.countersign.request.core.RequestEvent.IterationStarted;
import dev.countersign.request.core.RequestEvent.RequestCreated;
import dev.countersign.request.core.RequestEvent.StepStarted;
import dev.countersign.request.core.RequestId;
import dev.countersign.request.core.RequestState;
import dev.countersign.request.core.RequestState.Closed;
import dev.countersign.request.core.RequestState.Held;
import dev.countersign.request.core.RequestState.NotOpened;
import dev.countersign.request.core.RequestState.Pending;
import dev.countersign.request.core.step.Step;
import dev.countersign.request.core.step.StepStatus;
import dev.countersign.request.core.step.Track;
import dev.countersign.request.core.step.Tracks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rows that a ledger alone would make. What no entry tells is left out: the version, the whole
 * event ({@code data}), its facts, and whatever says how a message came in.
 */
final class RebuiltRows {
  private final String request;
  private final Map<RowName, Map<String, String>> rows = new HashMap<>();
  private final List<EventName> answered = new ArrayList<>();
  private final Columns about = new Columns();
  private final Map<Integer, Integer> credited = new HashMap<>();
  private final RebuiltOutcomes outcomes;
  private RequestState state = new NotOpened();
  private Columns iterationRow = new Columns();
  private int iteration = 1;
  private Optional<String> payloadDigest = Optional.empty();

  RebuiltRows(String partner, RequestId request) {
    this.request = request.value().toString();
    this.outcomes = new RebuiltOutcomes(partner, request);
  }

  Map<RowName, Map<String, String>> of(List<LedgerEntry> entries) {
    entries.forEach(this::take);
    finish(entries.getLast());
    return rows;
  }

  private void take(LedgerEntry entry) {
    var before = state;
    var event = LedgerReader.read(entry.body(), before);
    var fields = new Fields(Json.read(entry.body()));
    if (before instanceof NotOpened) {
      about.time("created_at", Optional.of(event.at()));
    }
    turnPage(event);
    subject(fields, event);
    state = before.evolve(event);
    request(fields, event, before);
    if (event instanceof DecisionRecorded recorded) {
      decision(recorded, entry.seq());
    } else if (event instanceof StepStarted started) {
      credited.merge(started.step(), started.credited().size(), Integer::sum);
    }
    outcomes.take(event, before, entry.seq(), fields, answered);
  }

  /** A new iteration leaves the steps of the one before as they are, and open ones lapse. */
  private void turnPage(RequestEvent event) {
    if (event instanceof IterationStarted(_, _, var terms, _, _)) {
      var tracks = Statuses.tracksOf(state);
      steps(state instanceof Pending ? tracks.closed(StepStatus.CANCELLED) : tracks);
      iteration = terms.pinned().iteration();
      credited.clear();
    } else if (event instanceof RequestCreated created) {
      iteration = created.terms().pinned().iteration();
    }
  }

  /** What a source event says, where an entry tells of one. */
  private void subject(Fields fields, RequestEvent event) {
    fields.text("payloadDigest").ifPresent(digest -> payloadDigest = Optional.of(digest));
    about.bytes("payload_digest", payloadDigest);
    var source = fields.object("event");
    source.ifPresent(it -> {
      var name = new EventName(it.require("source"), it.require("id"));
      if (answered.isEmpty()) {
        about.text("source", name.source()).text("event_id", name.id());
      }
      if (!answered.contains(name)) {
        answered.add(name);
      }
      about
          .number("revision", fields.number("revision").orElse(null))
          .bytes("content_digest", fields.text("contentDigest"))
          .text("policy_id", fields.text("policyId"));
      iterationRow =
          new Columns()
              .text("event_type", it.require("type"))
              .time("event_time", it.time("time"))
              .text("maker_reason", fields.text("makerReason"))
              .list("rule_ids", fields.texts("ruleIds"))
              .json("material", fields.json("material"))
              .json("trace", fields.json("trace"));
    });
    if (source.isPresent() || event instanceof IterationStarted) {
      fields.json("route").ifPresent(route -> iterationRow.json("route", Optional.of(route)));
      row("iteration", request + "/" + iteration, iterationRow);
    }
  }

  private void request(Fields fields, RequestEvent event, RequestState before) {
    about
        .text("operation", fields.text("operation"))
        .text("subject_id", fields.text("subjectId"))
        .text("maker_id", fields.text("maker"))
        .text("amount", fields.text("amount"))
        .text("currency", fields.text("currency"))
        .number("policy_version", fields.number("policyVersion").orElse(null))
        .list("answered_sources", answered.stream().map(EventName::source).toList())
        .list("answered_ids", answered.stream().map(EventName::id).toList());
    StateColumns.makers(state).ifPresent(makers -> about.list("maker_set", makers));
    StateColumns.expiresAt(state).ifPresent(at -> about.time("expires_at", Optional.of(at)));
    if (state instanceof Closed && !(before instanceof Closed)) {
      about.time("closed_at", Optional.of(event.at()));
    } else if (!(state instanceof Closed)) {
      about.time("closed_at", Optional.<Instant>empty());
      about.flag("released", StateColumns.isReleased(state));
      about.time("effective_at", StateColumns.effectiveAt(state));
    }
    if (before instanceof Held held) {
      about.time("effective_at", Optional.of(held.effectiveAt()));
    }
  }

  private void decision(DecisionRecorded recorded, int seq) {
    var ballot = recorded.ballot();
    var key = List.of(request, "" + iteration, "" + recorded.step(), ballot.by().value());
    row(
        "decision",
        String.join("/", key),
        new Columns()
            .text("vote", ballot.vote().name())
            .text("reason", recorded.reason().text())
            .text("on_behalf_of", ballot.onBehalfOf().map(person -> person.value()))
            .bytes("payload_digest", payloadDigest)
            .number("ledger_seq", seq)
            .time("decided_at", Optional.of(recorded.at())));
  }

  private void finish(LedgerEntry last) {
    steps(Statuses.tracksOf(state));
    about
        .text("status", Statuses.of(state))
        .number("iteration", iteration)
        .time("review_by", StateColumns.reviewBy(state))
        .flag("reviewed", StateColumns.isReviewed(state));
    row("request", request, about);
    row(
        "ledger_head",
        request,
        new Columns()
            .number("seq", last.seq())
            .bytes("hash", Optional.of(HexFormat.of().formatHex(last.hash()))));
    rows.putAll(outcomes.rows());
  }

  private void steps(Tracks tracks) {
    for (Track track : tracks.all()) {
      track.steps().forEach(step -> step(track.name(), step));
    }
  }

  private void step(String track, Step step) {
    var plan = step.plan();
    var activation = step.activation();
    row(
        "step",
        String.join("/", request, "" + iteration, "" + step.no()),
        new Columns()
            .text("track", track)
            .text("name", plan.name())
            .text("role", StepColumns.role(step))
            .list("asked", StepColumns.asked(state, step))
            .text("escalated_role", StepColumns.escalatedRole(step))
            .text("quorum_kind", Quorums.kindOf(plan.quorum()))
            .text("rejection_rule", StepColumns.rejectionRule(step))
            .text("status", step.status().name())
            .number("needed", StepColumns.needed(step))
            .number("pool_size", StepColumns.poolSize(step))
            .number("rung", activation.rung())
            .time("started_at", activation.startedAt())
            .time("due_at", activation.dueAt())
            .number("approved", step.tally().approved())
            .number("rejected", step.tally().rejected())
            .number("credited", credited.getOrDefault(step.no(), 0))
            .flag("sla_breached", StepColumns.isSlaBreached(step)));
  }

  private void row(String table, String key, Columns columns) {
    rows.put(new RowName(table, key), Map.copyOf(columns.texts()));
  }
}
