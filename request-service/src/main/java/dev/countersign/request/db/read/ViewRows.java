package dev.countersign.request.db.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.countersign.platform.messaging.InvalidJson;
import dev.countersign.platform.messaging.Json;
import dev.countersign.request.read.LedgerEntry;
import dev.countersign.request.read.RequestSummary;
import dev.countersign.request.read.RequestView;
import dev.countersign.request.read.StepView;
import dev.countersign.request.read.VoteView;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows of the read queries as what the API and the pages show. */
final class ViewRows {

  private ViewRows() {}

  static RequestSummary summary(Row row) {
    return new RequestSummary(
        row.getUUID("id"),
        row.getString("status"),
        row.getString("operation"),
        row.getString("subject_id"),
        row.getInteger("revision"),
        row.getBigDecimal("amount"),
        row.getString("currency"),
        row.getString("maker_id"),
        row.getString("reason_code"),
        row.getOffsetDateTime("created_at"),
        row.getOffsetDateTime("expires_at"),
        row.getOffsetDateTime("closed_at"));
  }

  static RequestView view(Row row, RowSet<Row> stepRows, RowSet<Row> voteRows) {
    var votes = RowSets.map(voteRows, ViewRows::vote);
    var route = RouteView.of(json(row.getString("route")));
    return new RequestView(
        summary(row),
        row.getString("number"),
        row.getInteger("version"),
        row.getInteger("iteration"),
        pins(row),
        payload(row),
        Set.of(row.getArrayOfStrings("maker_set")),
        conduct(row, route),
        RowSets.map(stepRows, step -> step(step, votes, route)));
  }

  private static RequestView.Conduct conduct(Row row, RouteView route) {
    return new RequestView.Conduct(
        route.bulk(),
        route.hold(),
        row.getOffsetDateTime("effective_at"),
        row.getOffsetDateTime("review_by"),
        row.getBoolean("reviewed"),
        release(row));
  }

  private static RequestView.Release release(Row row) {
    if (row.getBoolean("released")) {
      return row.getBoolean("kept")
          ? RequestView.Release.SAID_AGAIN
          : RequestView.Release.WAITS_FOR_PRODUCER;
    }
    return row.getBoolean("kept") ? RequestView.Release.KEPT : RequestView.Release.NOT_KEPT;
  }

  static RequestView.Attempt attempt(Row row) {
    return new RequestView.Attempt(row.getInteger("iteration"), json(row.getString("material")));
  }

  private static RequestView.Pins pins(Row row) {
    var policy = row.getUUID("policy_id");
    return new RequestView.Pins(
        row.getString("payload_digest"),
        row.getString("content_digest"),
        policy == null ? null : policy.toString(),
        row.getInteger("policy_version"));
  }

  private static RequestView.Payload payload(Row row) {
    return new RequestView.Payload(
        row.getString("source"),
        row.getString("event_id"),
        row.getString("event_type"),
        row.getOffsetDateTime("event_time"),
        row.getString("maker_reason"),
        json(row.getString("material")),
        json(row.getString("trace")),
        json(row.getString("data")));
  }

  private static StepView step(Row row, List<VoteView> votes, RouteView route) {
    var no = row.getInteger("no");
    return new StepView(
        no,
        row.getString("track"),
        row.getString("name"),
        row.getString("status"),
        row.getString("role"),
        row.getString("escalated_role"),
        quorum(row),
        new StepView.ReasonNeeded(
            row.getBoolean("reason_on_approve"),
            row.getBoolean("reason_on_reject"),
            route.minLength(no),
            route.prompt(no)),
        row.getOffsetDateTime("started_at"),
        row.getOffsetDateTime("due_at"),
        row.getString("on_timeout"),
        row.getString("escalate_to"),
        votes.stream().filter(vote -> vote.step() == no).toList());
  }

  private static StepView.Quorum quorum(Row row) {
    return new StepView.Quorum(
        row.getString("quorum_kind"),
        row.getInteger("quorum_n"),
        row.getInteger("needed"),
        row.getInteger("pool_size"));
  }

  private static VoteView vote(Row row) {
    return new VoteView(
        row.getInteger("step_no"),
        row.getString("person_id"),
        row.getString("on_behalf_of"),
        row.getString("vote"),
        row.getString("reason"),
        row.getBoolean("bulk"),
        row.getOffsetDateTime("decided_at"));
  }

  static LedgerEntry ledgerEntry(Row row) {
    return new LedgerEntry(
        row.getInteger("seq"),
        row.getString("ce_type"),
        row.getOffsetDateTime("ce_time"),
        row.getString("prev_hash"),
        row.getString("hash"),
        row.getString("body"));
  }

  /** What we stored as JSON ourselves; a row that cannot be read is a bug, not an answer. */
  private static JsonNode json(@Nullable String text) {
    if (text == null) {
      return MissingNode.getInstance();
    }
    try {
      return Json.read(text.getBytes(StandardCharsets.UTF_8));
    } catch (InvalidJson e) {
      throw new IllegalStateException("A stored document is not JSON", e);
    }
  }
}
