package dev.countersign.request.db;

import dev.countersign.request.app.CastVote;
import dev.countersign.request.app.Dossier;
import dev.countersign.request.app.EventName;
import dev.countersign.request.app.Head;
import dev.countersign.request.app.Loaded;
import dev.countersign.request.app.message.LedgerReader;
import dev.countersign.request.core.Context;
import dev.countersign.request.core.Digest;
import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.RequestEvent;
import dev.countersign.request.core.RequestId;
import dev.countersign.request.core.RequestState;
import dev.countersign.request.core.RequestState.NotOpened;
import dev.countersign.request.core.Vote;
import dev.countersign.request.core.people.Directory;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows of ReadSql.LOAD back to what the core rules on: the state is what the ledger tells. */
final class RequestRows {
  private RequestRows() {}

  /** One request; the directory is added by who asks. */
  static Loaded read(Row row, Directory directory) {
    RequestState state = new NotOpened();
    var history = new ArrayList<RequestEvent>();
    for (Buffer body : row.getArrayOfBuffers(22)) {
      var event = LedgerReader.read(body.getBytes(), state);
      state = state.evolve(event);
      history.add(event);
    }
    var now = row.getOffsetDateTime(21).toInstant();
    return new Loaded(
        dossier(row),
        state,
        row.getInteger(16),
        head(row),
        history,
        List.of(),
        new Context(now, directory));
  }

  /** Of a row of ReadSql.LOAD_TO_DECIDE. */
  static boolean hasVotedBefore(Row row) {
    return row.getBoolean(23);
  }

  static Head head(Row row) {
    return new Head(row.getInteger(19), row.getBuffer(20).getBytes());
  }

  private static Dossier dossier(Row row) {
    return new Dossier(
        row.getString(0),
        new RequestId(row.getUUID(1)),
        row.getString(2),
        row.getString(3),
        Optional.ofNullable(row.getString(4)),
        Optional.ofNullable(row.getString(5)),
        Optional.ofNullable(row.getInteger(6)),
        Optional.ofNullable(row.getString(7)),
        Optional.ofNullable(row.getBigDecimal(8)),
        Optional.ofNullable(row.getString(9)),
        new Digest(Sql.hex(row.getBuffer(10))),
        Optional.ofNullable(row.getBuffer(11)).map(Sql::hex).map(Digest::new),
        Optional.ofNullable(row.getUUID(12)),
        Optional.ofNullable(row.getInteger(13)),
        row.getInteger(14),
        Optional.ofNullable(row.getString(15)),
        answered(row));
  }

  private static List<EventName> answered(Row row) {
    var sources = row.getArrayOfStrings(17);
    var ids = row.getArrayOfStrings(18);
    var names = new ArrayList<EventName>();
    for (int i = 0; i < ids.length; i++) {
      names.add(new EventName(sources[i], ids[i]));
    }
    return names;
  }

  /** A row of ReadSql.EARLIER. */
  static CastVote vote(Row row) {
    return new CastVote(
        new PersonId(row.getString(0)),
        Optional.ofNullable(row.getString(1)).map(PersonId::new),
        row.getInteger(2),
        Vote.valueOf(row.getString(3)),
        row.getString(4),
        row.getOffsetDateTime(5).toInstant(),
        row.getInteger(6) + 1,
        row.getInteger(7),
        row.getString(8),
        Optional.ofNullable(row.getString(9)));
  }
}
