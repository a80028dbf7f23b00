package dev.countersign.request.rest;

import dev.countersign.request.read.RequestExport.Decided;
import dev.countersign.request.read.RequestExport.Exported;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A request as lines of a table: one for each vote, or one alone. The columns are fixed. */
final class ExportLines {
  private static final List<String> REQUEST =
      List.of(
          "request_id",
          "number",
          "status",
          "basis",
          "reason_code",
          "operation",
          "subject_id",
          "revision",
          "amount",
          "currency",
          "maker",
          "maker_reason",
          "iteration",
          "policy_id",
          "policy_version",
          "payload_digest",
          "created_at_utc",
          "created_at_local",
          "expires_at_utc",
          "expires_at_local",
          "closed_at_utc",
          "closed_at_local");

  private static final List<String> DECISION =
      List.of(
          "decision_iteration",
          "step",
          "step_name",
          "decided_by",
          "on_behalf_of",
          "vote",
          "reason",
          "in_bulk",
          "decided_at_utc",
          "decided_at_local",
          "ledger_seq",
          "ledger_hash");

  private static final List<String> NO_DECISION = DECISION.stream().map(_ -> "").toList();

  private final ZoneId zone;

  ExportLines(ZoneId zone) {
    this.zone = zone;
  }

  static String head() {
    var names = new ArrayList<>(REQUEST);
    names.addAll(DECISION);
    names.add("cursor");
    return Csv.line(names);
  }

  /** The cursor stands on a request's last line: before it, the request is not whole. */
  String lines(Exported request, String cursor) {
    var cells = cells(request);
    var decisions = request.decisions();
    if (decisions.isEmpty()) {
      return line(cells, NO_DECISION, cursor);
    }
    return decisions.stream()
        .map(decision ->
            line(cells, cells(decision), decision.equals(decisions.getLast()) ? cursor : ""))
        .collect(Collectors.joining());
  }

  private static String line(List<String> request, List<String> decision, String cursor) {
    var cells = new ArrayList<>(request);
    cells.addAll(decision);
    cells.add(cursor);
    return Csv.line(cells);
  }

  private List<String> cells(Exported request) {
    var summary = request.summary();
    var amount = summary.amount();
    var cells = new ArrayList<String>();
    cells.add(Csv.plain(summary.id()));
    cells.add(Csv.text(request.number()));
    cells.add(Csv.plain(summary.status()));
    cells.add(Csv.plain(request.basis()));
    cells.add(Csv.text(summary.reasonCode()));
    cells.add(Csv.text(summary.operation()));
    cells.add(Csv.text(summary.subjectId()));
    cells.add(Csv.plain(summary.revision()));
    cells.add(amount == null ? "" : amount.toPlainString());
    cells.add(Csv.text(summary.currency()));
    cells.add(Csv.text(summary.maker()));
    cells.add(Csv.text(request.makerReason()));
    cells.add(Csv.plain(request.iteration()));
    cells.add(Csv.plain(request.policyId()));
    cells.add(Csv.plain(request.policyVersion()));
    cells.add(Csv.plain(request.payloadDigest()));
    times(cells, summary.createdAt());
    times(cells, summary.expiresAt());
    times(cells, summary.closedAt());
    return cells;
  }

  private List<String> cells(Decided decision) {
    var cells = new ArrayList<String>();
    cells.add(Csv.plain(decision.iteration()));
    cells.add(Csv.plain(decision.step()));
    cells.add(Csv.text(decision.stepName()));
    cells.add(Csv.text(decision.by()));
    cells.add(Csv.text(decision.onBehalfOf()));
    cells.add(Csv.plain(decision.vote()));
    cells.add(Csv.text(decision.reason()));
    cells.add(Csv.plain(decision.bulk()));
    times(cells, decision.at());
    cells.add(Csv.plain(decision.ledgerSeq()));
    cells.add(Csv.plain(decision.ledgerHash()));
    return cells;
  }

  private void times(List<String> cells, @Nullable OffsetDateTime at) {
    cells.add(at == null ? "" : DateTimeFormatter.ISO_INSTANT.format(at));
    cells.add(
        at == null
            ? ""
            : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atZoneSameInstant(zone)));
  }
}
