package dev.countersign.request.db;

import static dev.countersign.request.db.Sql.bytes;
import static dev.countersign.request.db.Sql.hex;
import static dev.countersign.request.db.Sql.time;

import dev.countersign.platform.messaging.Topics;
import dev.countersign.request.app.CastVote;
import dev.countersign.request.app.Change;
import dev.countersign.request.app.Dossier;
import dev.countersign.request.app.EventName;
import dev.countersign.request.app.LedgerEntry;
import dev.countersign.request.app.Statuses;
import dev.countersign.request.core.Digest;
import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.RequestState;
import dev.countersign.request.core.Settings.SameApprover;
import dev.countersign.request.core.step.Step;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Writes changes set by set. All statements leave without waiting for each other: a stale writer is
 * stopped by the triggers, which raise 40001, and then nothing of the transaction stays. The order
 * of the locks is vote, request, step, head, in every transaction.
 */
final class ChangeWriter {
  /** Whoever changes several requests keeps this order, so that no two wait in a circle. */
  private static final Comparator<Change> LOCK_ORDER =
      Comparator.comparing(
          change -> change.dossier().partner() + "/" + change.dossier().id().value());

  private static final Class<String> TEXT = String.class;
  private static final Class<UUID> ID = UUID.class;
  private static final Class<Integer> INT = Integer.class;
  private static final Class<Buffer> BYTES = Buffer.class;
  private static final Class<OffsetDateTime> TIME = OffsetDateTime.class;
  private final Births births = new Births();
  private final BlockedAlerts alerts;
  private final QuarantinedEvents events;
  private final Outcomes outcomes;
  private final Iterations iterations = new Iterations();
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
          TIME,
          TEXT,
          INT,
          Boolean.class);
  private final Rows locks = new Rows(ReadSql.LOCK, TEXT, ID);
  private final Rows updates = new Rows(WriteSql.UPDATE_REQUESTS, TEXT, ID, TEXT, INT, TIME);
  private final Rows terms =
      new Rows(
          WriteSql.UPDATE_TERMS,
          TEXT,
          ID,
          TEXT,
          INT,
          TIME,
          INT,
          TEXT,
          TEXT,
          INT,
          TEXT,
          TEXT,
          TEXT,
          TEXT,
          ID,
          INT,
          BYTES,
          BYTES,
          TEXT,
          TIME,
          TEXT,
          TEXT,
          Boolean.class,
          TIME,
          TIME,
          Boolean.class);
  private final Rows steps =
      new Rows(
          WriteSql.UPDATE_STEPS,
          TEXT,
          ID,
          INT,
          INT,
          TEXT,
          TEXT,
          INT,
          INT,
          INT,
          TIME,
          TIME,
          TEXT,
          INT,
          INT,
          Boolean.class,
          INT,
          Boolean.class);
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
  private final String eventsTopic;

  private ChangeWriter(Topics topics) {
    this.eventsTopic = topics.of("approvals.events.v1");
    this.outcomes = new Outcomes(topics);
    this.alerts = new BlockedAlerts(topics);
    this.events = new QuarantinedEvents(topics);
  }

  /** The statements that were sent. */
  static List<Future<?>> write(SqlConnection connection, Topics topics, List<Change> changes) {
    var writer = new ChangeWriter(topics);
    changes.stream().sorted(LOCK_ORDER).forEach(writer::add);
    return writer.send(connection);
  }

  private void add(Change change) {
    if (!change.entries().isEmpty()) {
      if (change.opens()) {
        births.add(change);
        iterations.add(change);
      } else {
        update(change);
      }
      change.entries().forEach(entry -> entry(change.dossier(), entry));
    }
    change.vote().ifPresent(vote -> vote(change, vote));
    change.outcome().ifPresent(outcomes::add);
    alerts.add(change);
    events.add(change);
  }

  private List<Future<?>> send(SqlConnection connection) {
    return arePlainVotes() ? List.of(sendVotes(connection)) : sendAll(connection);
  }

  /** Votes that leave the terms of their requests alone, as nearly all do. */
  private boolean arePlainVotes() {
    return !votes.isEmpty()
        && votes.size() == updates.size()
        && votes.size() == heads.size()
        && terms.isEmpty()
        && births.isEmpty()
        && iterations.isEmpty()
        && alerts.rows().isEmpty();
  }

  private Future<?> sendVotes(SqlConnection connection) {
    var values = Tuple.tuple();
    List.of(votes, updates, steps, heads, entries, outcomes.rows())
        .forEach(rows -> rows.addColumns(values));
    return connection.preparedQuery(VoteSql.WRITE).execute(values);
  }

  private List<Future<?>> sendAll(SqlConnection connection) {
    var sent = new ArrayList<Future<?>>();
    sent.addAll(send(List.of(votes), rows -> rows.send(connection)));
    sent.addAll(send(births.rows(), rows -> rows.send(connection)));
    // Two statements may not each lock in order; a vote has locked its request already.
    if (!updates.isEmpty() && !terms.isEmpty()) {
      sent.add(locks.send(connection));
    }
    sent.addAll(send(List.of(updates), rows -> rows.send(connection)));
    sent.addAll(send(List.of(terms, iterations.repeated()), rows -> rows.sendEach(connection)));
    sent.addAll(send(iterations.rows(), rows -> rows.send(connection)));
    sent.addAll(
        send(
            List.of(steps, heads, entries, outcomes.rows(), alerts.rows()),
            it -> it.send(connection)));
    sent.addAll(send(events.rows(), rows -> rows.send(connection)));
    return sent;
  }

  private static List<Future<?>> send(List<Rows> sets, Function<Rows, Future<?>> sending) {
    return sets.stream().filter(rows -> !rows.isEmpty()).<Future<?>>map(sending).toList();
  }

  private void update(Change change) {
    var dossier = change.dossier();
    var id = dossier.id().value();
    locks.add(dossier.partner(), id);
    if (isPlain(change)) {
      updates.add(
          dossier.partner(),
          id,
          Statuses.of(change.after()),
          change.version(),
          time(closedAt(change)));
    } else {
      terms(change);
    }
    heads.add(dossier.partner(), id, change.head().seq(), bytes(change.head().hash()));
    var last = change.left().orElseGet(() -> Statuses.tracksOf(change.after()));
    var before = Statuses.tracksOf(change.before()).steps();
    if (change.iterates()) {
      iterations.add(change);
    }
    if (!change.iterates() || change.left().isPresent()) {
      last.steps().stream()
          .filter(step -> !before.contains(step))
          .forEach(step -> changedStep(change, step));
    }
  }

  /** Most changes are votes and endings, which leave a request's terms alone. */
  private static boolean isPlain(Change change) {
    var terms = StateColumns.terms(change.before());
    return switch (change.after()) {
      case RequestState.UnderReview _, RequestState.Held _, RequestState.Quarantined _ -> false;
      case RequestState.Closed _ -> true;
      case RequestState.Pending(var after, _) -> terms.equals(Optional.of(after));
      case RequestState.Changes(var after, _, _) -> terms.equals(Optional.of(after));
      case RequestState.NotOpened _ -> throw new IllegalStateException("Nothing becomes unopened");
    };
  }

  private static Optional<Instant> closedAt(Change change) {
    return change.after() instanceof RequestState.Closed
            && !(change.before() instanceof RequestState.Closed)
        ? Optional.of(change.events().getLast().at())
        : Optional.empty();
  }

  private void terms(Change change) {
    var dossier = change.dossier();
    var after = change.after();
    terms.add(
        dossier.partner(),
        dossier.id().value(),
        Statuses.of(after),
        change.version(),
        time(closedAt(change)),
        dossier.iteration(),
        dossier.operation().orElse(null),
        dossier.subjectId().orElse(null),
        dossier.revision().orElse(null),
        dossier.maker().orElse(null),
        StateColumns.makers(after).map(Sql::texts).orElse(null),
        dossier.amount().orElse(null),
        dossier.currency().orElse(null),
        dossier.policyId().orElse(null),
        dossier.policyVersion().orElse(null),
        hex(dossier.contentDigest().hex()),
        Sql.digest(dossier.payloadDigest()),
        dossier.traceparent().orElse(null),
        time(StateColumns.expiresAt(after)),
        Sql.texts(dossier.answered().stream().map(EventName::source).toList()),
        Sql.texts(dossier.answered().stream().map(EventName::id).toList()),
        StateColumns.isReleased(after),
        time(StateColumns.effectiveAt(after)),
        time(StateColumns.reviewBy(after)),
        StateColumns.isReviewed(after));
  }

  private void changedStep(Change change, Step step) {
    var dossier = change.was();
    var activation = step.activation();
    steps.add(
        dossier.partner(),
        dossier.id().value(),
        dossier.iteration(),
        step.no(),
        step.status().name(),
        StepColumns.escalatedRole(step),
        activation.rung(),
        StepColumns.needed(step),
        StepColumns.poolSize(step),
        time(activation.startedAt()),
        time(activation.dueAt()),
        Sql.array(StepColumns.asked(change.after(), step)),
        step.tally().approved(),
        step.tally().rejected(),
        StepColumns.isSlaBreached(step),
        Iterations.credited(change, step),
        Iterations.isMatched(change));
  }

  private void vote(Change change, CastVote vote) {
    var dossier = change.was();
    var settings = StateColumns.terms(change.before()).orElseThrow();
    votes.add(
        dossier.partner(),
        dossier.id().value(),
        dossier.iteration(),
        vote.step(),
        vote.person().value(),
        dossier.maker().orElseThrow(),
        vote.vote().name(),
        vote.reason(),
        Sql.digest(dossier.payloadDigest()),
        vote.version() - 1,
        vote.ledgerSeq(),
        vote.statusAfter(),
        vote.idempotencyKey().orElse(null),
        time(vote.at()),
        vote.onBehalfOf().map(PersonId::value).orElse(null),
        settings.settings().sameApprover() == SameApprover.DISTINCT ? 0 : vote.step(),
        settings.makers().contains(vote.person()));
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
}
