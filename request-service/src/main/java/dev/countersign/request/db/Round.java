package dev.countersign.request.db;

import static dev.countersign.request.db.Sql.uni;

import dev.countersign.platform.messaging.Topics;
import dev.countersign.request.app.CastVote;
import dev.countersign.request.app.Loaded;
import dev.countersign.request.app.Requests.Emergency;
import dev.countersign.request.app.Requests.Target;
import dev.countersign.request.core.PeopleAsked;
import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.RequestCommand.Overrides;
import dev.countersign.request.core.people.Directory;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Rules on questions about different requests of one partner in one transaction: reads what all of
 * them need in one round trip, rules on each by itself, and writes all in the next.
 */
final class Round {
  private final SqlConnection connection;
  private final String partner;
  private final List<? extends Question<?>> questions;
  private final Topics topics;

  Round(SqlConnection connection, List<? extends Question<?>> questions, Topics topics) {
    this.connection = connection;
    this.partner = questions.getFirst().partner();
    this.questions = List.copyOf(questions);
    this.topics = topics;
  }

  /** A question, all that its ruling is based on, and whom it may have to name besides. */
  private record Case(Question<?> question, Loaded loaded, Emergency emergency, PeopleAsked asked) {
    static Case of(Question<?> question, Loaded loaded, Emergency emergency) {
      return new Case(question, loaded, emergency, question.peopleAsked(loaded, emergency));
    }

    Case knowing(Directory people) {
      if (asked.isNobody()) {
        return this;
      }
      var directory = loaded.context().directory().with(people);
      return new Case(question, loaded.with(directory, loaded.earlier()), emergency, asked);
    }
  }

  /** The same for somebody who was too late before, and takes the locks first. */
  Uni<List<Future<?>>> ruleLocked() {
    var locks = new Rows(ReadSql.LOCK, String.class, UUID.class);
    questions.forEach(it -> locks.add(partner, it.target().request().value()));
    return rule(locks.send(connection));
  }

  /** Every question knows its answer when this has one: the statements that were sent. */
  Uni<List<Future<?>>> rule() {
    return rule(Future.succeededFuture());
  }

  private Uni<List<Future<?>>> rule(Future<?> before) {
    var requests = requests();
    var actors = PeopleRows.actors(connection, partner, persons());
    var emergencies = questions.stream().map(this::emergency).toList();
    var read = new ArrayList<Future<?>>(List.of(before, requests, actors));
    read.addAll(emergencies);
    return uni(Future.all(read))
        .flatMap(_ -> uni(cases(requests.result(), actors.result(), emergencies)))
        .flatMap(cases -> uni(people(cases)))
        .map(this::write);
  }

  private UUID[] ids() {
    return questions.stream().map(it -> it.target().request().value()).toArray(UUID[]::new);
  }

  private Set<PersonId> persons() {
    return questions.stream()
        .flatMap(it -> it.target().person().stream())
        .collect(Collectors.toSet());
  }

  private Future<Map<UUID, Row>> requests() {
    var persons =
        questions.stream()
            .map(it -> it.target().person().map(PersonId::value).orElse(null))
            .toArray(String[]::new);
    return connection
        .preparedQuery(ReadSql.LOAD_TO_DECIDE)
        .execute(Tuple.of(partner).addArrayOfUUID(ids()).addArrayOfString(persons))
        .map(rows -> {
          var byId = new HashMap<UUID, Row>();
          rows.forEach(row -> byId.put(row.getUUID(1), row));
          return byId;
        });
  }

  private Future<List<Case>> cases(
      Map<UUID, Row> requests,
      Map<PersonId, Directory> actors,
      List<Future<Emergency>> emergencies) {
    var cases = new ArrayList<Future<Case>>();
    for (int i = 0; i < questions.size(); i++) {
      var question = questions.get(i);
      var emergency = emergencies.get(i).result();
      var row = requests.get(question.target().request().value());
      if (row == null) {
        question.ruleOnNothing();
      } else {
        var directory = question.target().person().map(actors::get).orElse(Directory.EMPTY);
        cases.add(
            earlier(question.target(), row)
                .map(votes -> RequestRows.read(row, directory).with(directory, votes))
                .map(loaded -> Case.of(question, loaded, emergency)));
      }
    }
    return Future.all(cases).map(_ -> cases.stream().map(Future::result).toList());
  }

  private Future<List<CastVote>> earlier(Target target, Row request) {
    if (!RequestRows.hasVotedBefore(request)) {
      return Future.succeededFuture(List.of());
    }
    var key = Tuple.of(partner, target.request().value(), target.person().orElseThrow().value());
    return connection.preparedQuery(ReadSql.EARLIER).execute(key).map(Round::votes);
  }

  private static List<CastVote> votes(RowSet<Row> rows) {
    var votes = new ArrayList<CastVote>();
    rows.forEach(row -> votes.add(RequestRows.vote(row)));
    return votes;
  }

  /** Most decisions start no further step, and then nobody else's name is needed. */
  private Future<List<Case>> people(List<Case> cases) {
    var asked = cases.stream().map(Case::asked).filter(it -> !it.isNobody()).toList();
    if (asked.isEmpty()) {
      return Future.succeededFuture(cases);
    }
    return PeopleRows.people(connection, Map.of(partner, asked))
        .map(found -> found.getOrDefault(partner, Directory.EMPTY))
        .map(people -> cases.stream().map(it -> it.knowing(people)).toList());
  }

  private List<Future<?>> write(List<Case> cases) {
    var changes =
        cases.stream()
            .flatMap(it -> it.question().rule(it.loaded(), it.emergency()).stream())
            .toList();
    return ChangeWriter.write(connection, topics, changes);
  }

  /** Overrides of one partner are counted one after the other, so that a quota holds. */
  private Future<Emergency> emergency(Question<?> question) {
    if (!question.isEmergency()) {
      return Future.succeededFuture(Emergency.NONE);
    }
    var target = question.target();
    var attested =
        Tuple.of(
            partner, target.request().value(), target.person().map(PersonId::value).orElse(""));
    var turn = connection.preparedQuery(ReadSql.OVERRIDES_IN_TURN).execute(Tuple.of(partner));
    var counted = connection.preparedQuery(ReadSql.OVERRIDES).execute(Tuple.of(partner));
    var witness = connection.preparedQuery(ReadSql.WITNESS).execute(attested);
    return Future.all(turn, counted, witness)
        .map(_ -> emergency(counted.result().iterator().next(), witness.result()));
  }

  private static Emergency emergency(Row counted, RowSet<Row> witness) {
    var soFar = new Overrides(counted.getInteger(0), counted.getInteger(1));
    for (Row row : witness) {
      return new Emergency(soFar, Optional.of(new PersonId(row.getString(0))));
    }
    return new Emergency(soFar, Optional.empty());
  }
}
