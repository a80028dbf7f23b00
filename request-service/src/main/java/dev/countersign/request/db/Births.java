package dev.countersign.request.db;

import static dev.countersign.request.db.Sql.array;
import static dev.countersign.request.db.Sql.bytes;
import static dev.countersign.request.db.Sql.hex;
import static dev.countersign.request.db.Sql.time;

import dev.countersign.request.app.Change;
import dev.countersign.request.app.Evaluation;
import dev.countersign.request.app.EventName;
import dev.countersign.request.app.Statuses;
import dev.countersign.request.core.RequestEvent.RequestQuarantined;
import io.vertx.core.buffer.Buffer;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of requests that begin: the request and its chain. */
final class Births {
  private static final Class<String> TEXT = String.class;
  private static final Class<UUID> ID = UUID.class;
  private static final Class<Integer> INT = Integer.class;
  private static final Class<Buffer> BYTES = Buffer.class;
  private static final Class<OffsetDateTime> TIME = OffsetDateTime.class;

  private final Rows births =
      new Rows(
          WriteSql.INSERT_REQUESTS,
          TEXT,
          ID,
          TEXT,
          TEXT,
          TEXT,
          TEXT,
          INT,
          TEXT,
          TEXT,
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
          TIME,
          TEXT,
          TEXT);
  private final Rows newHeads = new Rows(WriteSql.INSERT_HEADS, TEXT, ID, INT, BYTES);

  void add(Change change) {
    var dossier = change.dossier();
    var evaluation = change.opened().orElseThrow();
    var created = change.events().getFirst().at();
    births.add(
        dossier.partner(),
        dossier.id().value(),
        dossier.source(),
        dossier.eventId(),
        dossier.operation().orElse(null),
        dossier.subjectId().orElse(null),
        dossier.revision().orElse(null),
        dossier.maker().orElse(null),
        array(StateColumns.makers(change.after()).orElse(List.of())),
        dossier.amount().map(BigDecimal::toPlainString).orElse(null),
        dossier.currency().orElse(null),
        Statuses.of(change.after()),
        reasonCodeOf(change, evaluation),
        dossier.policyId().orElse(null),
        dossier.policyVersion().orElse(null),
        hex(dossier.contentDigest().hex()),
        Sql.digest(dossier.payloadDigest()),
        dossier.traceparent().orElse(null),
        time(created),
        time(StateColumns.expiresAt(change.after())),
        array(dossier.answered().stream().map(EventName::source).toList()),
        array(dossier.answered().stream().map(EventName::id).toList()));
    var head = change.head();
    newHeads.add(dossier.partner(), dossier.id().value(), head.seq(), bytes(head.hash()));
  }

  List<Rows> rows() {
    return List.of(births, newHeads);
  }

  boolean isEmpty() {
    return births.isEmpty();
  }

  private static @Nullable String reasonCodeOf(Change change, Evaluation evaluation) {
    return change.events().getFirst() instanceof RequestQuarantined quarantined
        ? quarantined.reasonCode()
        : evaluation.reasonCode().orElse(null);
  }
}
