package dev.countersign.request.db;

import dev.countersign.request.app.CastVote;
import dev.countersign.request.app.Dossier;
import dev.countersign.request.app.Head;
import dev.countersign.request.app.Loaded;
import dev.countersign.request.core.Context;
import dev.countersign.request.core.Digest;
import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.RequestId;
import dev.countersign.request.core.RequestState;
import dev.countersign.request.core.RequestState.Approved;
import dev.countersign.request.core.RequestState.Cancelled;
import dev.countersign.request.core.RequestState.Expired;
import dev.countersign.request.core.RequestState.Pending;
import dev.countersign.request.core.RequestState.Quarantined;
import dev.countersign.request.core.RequestState.Rejected;
import dev.countersign.request.core.Seen;
import dev.countersign.request.core.Terms;
import dev.countersign.request.core.Vote;
import dev.countersign.request.core.people.Directory;
import dev.countersign.request.core.step.Step;
import dev.countersign.request.core.step.Steps;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Rows of ReadSql.LOAD, one per vote of each step, back to what the core rules on. */
final class RequestRows {
  static final int ID = 1;
  private static final int PERSON = 41;

  private RequestRows() {}

  /** All rows of one request; the directory is added by who asks. */
  static Loaded read(List<Row> rows, Directory directory) {
    var first = rows.getFirst();
    var now = first.getOffsetDateTime(22).toInstant();
    return new Loaded(
        dossier(first),
        state(first, new Steps(StepRows.read(rows))),
        first.getInteger(18),
        new Head(first.getInteger(20), first.getBuffer(21).getBytes()),
        votes(rows),
        new Context(now, directory));
  }

  /** Splits rows that are ordered by request. */
  static List<List<Row>> byRequest(Iterable<Row> rows) {
    var requests = new ArrayList<List<Row>>();
    Optional<UUID> current = Optional.empty();
    for (Row row : rows) {
      var id = row.getUUID(ID);
      if (!current.equals(Optional.of(id))) {
        requests.add(new ArrayList<>());
        current = Optional.of(id);
      }
      requests.getLast().add(row);
    }
    return requests;
  }

  private static Dossier dossier(Row row) {
    return new Dossier(
        row.getString(0),
        new RequestId(row.getUUID(ID)),
        row.getString(2),
        row.getString(3),
        Optional.ofNullable(row.getString(4)),
        Optional.ofNullable(row.getString(5)),
        Optional.ofNullable(row.getInteger(6)),
        Optional.ofNullable(row.getString(7)),
        Optional.ofNullable(row.getBigDecimal(9)),
        Optional.ofNullable(row.getString(10)),
        new Digest(Sql.hex(row.getBuffer(11))),
        Optional.ofNullable(row.getBuffer(12)).map(Sql::hex).map(Digest::new),
        Optional.ofNullable(row.getUUID(13)),
        Optional.ofNullable(row.getInteger(14)),
        row.getInteger(15),
        Optional.ofNullable(row.getString(16)));
  }

  private static RequestState state(Row row, Steps steps) {
    var status = row.getString(17);
    return switch (status) {
      case "PENDING" -> new Pending(terms(row), steps);
      case "QUARANTINED" -> new Quarantined(makers(row), row.getOffsetDateTime(19).toInstant());
      case "APPROVED" -> new Approved(steps);
      case "REJECTED" -> new Rejected(steps);
      case "EXPIRED" -> new Expired(steps);
      case "CANCELLED" -> new Cancelled(steps);
      default -> throw new IllegalStateException("No state is stored as " + status);
    };
  }

  private static Terms terms(Row row) {
    var digest = new Digest(Sql.hex(row.getBuffer(12)));
    return new Terms(
        makers(row),
        new Seen(digest, row.getInteger(15), row.getInteger(14)),
        row.getOffsetDateTime(19).toInstant());
  }

  private static Set<PersonId> makers(Row row) {
    return Arrays.stream(row.getArrayOfStrings(8)).map(PersonId::new).collect(Collectors.toSet());
  }

  private static List<CastVote> votes(List<Row> rows) {
    return rows.stream()
        .filter(row -> row.getValue(PERSON) != null)
        .map(RequestRows::vote)
        .toList();
  }

  private static CastVote vote(Row row) {
    return new CastVote(
        new PersonId(row.getString(PERSON)),
        row.getInteger(23),
        Vote.valueOf(row.getString(42)),
        row.getString(43),
        row.getOffsetDateTime(44).toInstant(),
        row.getInteger(45) + 1,
        row.getInteger(46),
        row.getString(47),
        Optional.ofNullable(row.getString(48)));
  }

  /** The votes of one step, in the order they were given. */
  static Step withVotes(Step step, List<Row> rows) {
    var voted = step;
    for (Row row : rows) {
      if (row.getValue(PERSON) != null && row.getInteger(23) == step.no()) {
        voted = voted.with(new PersonId(row.getString(PERSON)), Vote.valueOf(row.getString(42)));
      }
    }
    return voted;
  }
}
