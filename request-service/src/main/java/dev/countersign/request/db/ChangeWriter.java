package dev.countersign.request.db;

import static dev.countersign.request.db.Sql.bytes;
import static dev.countersign.request.db.Sql.hex;
import static dev.countersign.request.db.Sql.time;

import dev.countersign.platform.messaging.Topics;
import dev.countersign.request.app.CastVote;
import dev.countersign.request.app.Change;
import dev.countersign.request.app.Dossier;
import dev.countersign.request.app.LedgerEntry;
import dev.countersign.request.app.OutcomeEntry;
import dev.countersign.request.app.Statuses;
import dev.countersign.request.core.Digest;
import dev.countersign.request.core.RequestState;
import dev.countersign.request.core.step.Step;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes changes set by set. All statements leave without waiting for each other: a stale writer is
 * stopped by the triggers, which raise 40001, and then nothing of the transaction stays. The order
 * of the locks is vote, request, step, head, in every transaction.
 */
final class ChangeWriter {
  private static final Class<String> TEXT = String.class;
  private static final Class<UUID> ID = UUID.class;
  private static final Class<Integer> INT = Integer.class;
  private static final Class<Buffer> BYTES = Buffer.class;
  private static final Class<OffsetDateTime> TIME = OffsetDateTime.class;

  private final Births births = new Births();
  private final Rows votes =
      new Rows(
          WriteSql.INSERT_VOTES,
          TEXT,
          ID,
          INT,
          INT,
          TEXT,
          TEXT,
          TEXT,
          TEXT,
          BYTES,
          INT,
          INT,
          TEXT,
          TEXT,
          TIME);
  private final Rows updates = new Rows(WriteSql.UPDATE_REQUESTS, TEXT, ID, TEXT, INT, TIME);
  private final Rows steps =
      new Rows(WriteSql.UPDATE_STEPS, TEXT, ID, INT, INT, TEXT, TEXT, INT, INT, INT, TIME, TIME);
  private final Rows heads = new Rows(WriteSql.UPDATE_HEADS, TEXT, ID, INT, BYTES);
  private final Rows entries =
      new Rows(
          WriteSql.INSERT_LEDGER,
          TEXT,
          ID,
          INT,
          BYTES,
          BYTES,
          BYTES,
          TEXT,
          TEXT,
          TEXT,
          ID,
          TEXT,
          TIME,
          TEXT,
          INT,
          INT,
          TEXT);
  private final Rows outcomes =
      new Rows(
          WriteSql.INSERT_OUTCOMES,
          TEXT,
          ID,
          ID,
          TEXT,
          TEXT,
          TEXT,
          TEXT,
          BYTES,
          TEXT,
          TEXT,
          TEXT,
          TIME,
          TEXT,
          INT,
          INT,
          TEXT,
          INT);

  private final String eventsTopic;
  private final String outcomesTopic;

  ChangeWriter(Topics topics) {
    this.eventsTopic = topics.of("approvals.events.v1");
    this.outcomesTopic = topics.of("approvals.outcomes.v1");
  }

  ChangeWriter add(Change change) {
    if (!change.entries().isEmpty()) {
      if (change.opens()) {
        births.add(change);
      } else {
        update(change);
      }
      change.entries().forEach(entry -> entry(change.dossier(), entry));
    }
    change.vote().ifPresent(vote -> vote(change.dossier(), vote));
    change.outcome().ifPresent(this::outcome);
    return this;
  }

  List<Future<?>> send(SqlConnection connection) {
    var sent = new ArrayList<Future<?>>();
    sent.addAll(send(List.of(votes), rows -> rows.send(connection)));
    sent.addAll(send(births.rows(), rows -> rows.send(connection)));
    sent.addAll(send(List.of(updates, steps, heads), rows -> rows.sendEach(connection)));
    sent.addAll(send(List.of(entries, outcomes), rows -> rows.send(connection)));
    return sent;
  }

  private static List<Future<?>> send(List<Rows> sets, Function<Rows, Future<?>> sending) {
    return sets.stream().filter(rows -> !rows.isEmpty()).<Future<?>>map(sending).toList();
  }

  private void update(Change change) {
    var dossier = change.dossier();
    var partner = dossier.partner();
    var id = dossier.id().value();
    var closed = change.after() instanceof RequestState.Closed;
    updates.add(
        partner,
        id,
        Statuses.of(change.after()),
        change.version(),
        closed ? time(change.events().getLast().at()) : null);
    heads.add(partner, id, change.head().seq(), bytes(change.head().hash()));
    var before = Statuses.stepsOf(change.before());
    for (Step step : Statuses.stepsOf(change.after())) {
      if (!before.contains(step)) {
        changedStep(dossier, step);
      }
    }
  }

  private void changedStep(Dossier dossier, Step step) {
    var activation = step.activation();
    steps.add(
        dossier.partner(),
        dossier.id().value(),
        dossier.iteration(),
        step.no(),
        step.status().name(),
        activation.escalatedTo().map(role -> role.name()).orElse(null),
        activation.rung(),
        neededOf(step),
        poolSizeOf(step),
        time(activation.startedAt()),
        time(activation.dueAt()));
  }

  private void vote(Dossier dossier, CastVote vote) {
    votes.add(
        dossier.partner(),
        dossier.id().value(),
        dossier.iteration(),
        vote.step(),
        vote.person().value(),
        dossier.maker().orElseThrow(),
        vote.vote().name(),
        vote.reason(),
        digest(dossier),
        vote.version() - 1,
        vote.ledgerSeq(),
        vote.statusAfter(),
        vote.idempotencyKey().orElse(null),
        time(vote.at()));
  }

  private void entry(Dossier dossier, LedgerEntry entry) {
    entries.add(
        dossier.partner(),
        dossier.id().value(),
        entry.seq(),
        bytes(entry.prevHash()),
        bytes(entry.hash()),
        bytes(entry.body()),
        eventsTopic,
        dossier.id().value().toString(),
        dossier.traceparent().orElse(null),
        entry.id(),
        entry.type(),
        time(entry.at()),
        dossier.subjectId().orElse(null),
        dossier.iteration(),
        dossier.policyVersion().orElse(null),
        dossier.payloadDigest().map(Digest::hex).orElse(null));
  }

  private void outcome(OutcomeEntry outcome) {
    var dossier = outcome.dossier();
    var asked = outcome.ledgerSeq().isPresent();
    outcomes.add(
        dossier.partner(),
        outcome.id(),
        asked ? dossier.id().value() : null,
        dossier.source(),
        dossier.eventId(),
        outcome.answer().verdict().name(),
        outcome.answer().basis().name(),
        bytes(outcome.body()),
        outcomesTopic,
        dossier.subjectKey(),
        dossier.traceparent().orElse(null),
        time(outcome.at()),
        dossier.subjectId().orElse(null),
        asked ? dossier.iteration() : null,
        dossier.policyVersion().orElse(null),
        dossier.payloadDigest().map(Digest::hex).orElse(null),
        outcome.ledgerSeq().orElse(null));
  }

  static @Nullable Buffer digest(Dossier dossier) {
    return dossier.payloadDigest().map(digest -> hex(digest.hex())).orElse(null);
  }

  /** A step that has not started needs a number nobody knows yet. */
  static @Nullable Integer neededOf(Step step) {
    return step.activation().startedAt().isPresent() ? step.activation().needed() : null;
  }

  static @Nullable Integer poolSizeOf(Step step) {
    return step.activation().startedAt().isPresent() ? step.activation().poolSize() : null;
  }
}
