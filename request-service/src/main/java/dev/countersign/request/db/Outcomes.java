package dev.countersign.request.db;

import static dev.countersign.request.db.Sql.bytes;
import static dev.countersign.request.db.Sql.time;

import dev.countersign.platform.messaging.Topics;
import dev.countersign.request.app.OutcomeEntry;
import dev.countersign.request.core.Digest;
import io.vertx.core.buffer.Buffer;
import java.time.OffsetDateTime;
import java.util.UUID;

/** The rows of answers, as they are published. */
final class Outcomes {
  private static final Class<String> TEXT = String.class;
  private static final Class<UUID> ID = UUID.class;
  private static final Class<Integer> INT = Integer.class;
  private static final Class<Buffer> BYTES = Buffer.class;
  private static final Class<OffsetDateTime> TIME = OffsetDateTime.class;

  private final String topic;
  private final Rows rows =
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

  Outcomes(Topics topics) {
    this.topic = topics.of("approvals.outcomes.v1");
  }

  Rows rows() {
    return rows;
  }

  void add(OutcomeEntry outcome) {
    var dossier = outcome.dossier();
    var asked = outcome.ledgerSeq().isPresent();
    rows.add(
        dossier.partner(),
        outcome.id(),
        asked ? dossier.id().value() : null,
        dossier.source(),
        dossier.eventId(),
        outcome.answer().verdict().name(),
        outcome.answer().basis().name(),
        bytes(outcome.body()),
        topic,
        dossier.subjectKey(),
        dossier.traceparent().orElse(null),
        time(outcome.at()),
        dossier.subjectId().orElse(null),
        asked ? dossier.iteration() : null,
        dossier.policyVersion().orElse(null),
        dossier.payloadDigest().map(Digest::hex).orElse(null),
        outcome.ledgerSeq().orElse(null));
  }
}
