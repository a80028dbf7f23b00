package dev.countersign.notification.db;

import static dev.countersign.notification.db.PlannedRows.column;
import static java.util.stream.Collectors.groupingBy;

import dev.countersign.notification.app.Claimed;
import dev.countersign.notification.app.PersonErrand;
import dev.countersign.notification.app.PersonErrand.RequestProgress;
import dev.countersign.notification.core.EventKind;
import dev.countersign.notification.core.Facts;
import dev.countersign.notification.core.MailAddress;
import dev.countersign.notification.core.Person;
import dev.countersign.notification.core.Person.Standing;
import dev.countersign.notification.core.Vote;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a batch of claimed deliveries is told with: people, votes, and whether it is over. */
final class PersonErrands {
  private static final String HISTORY =
      """
      select distinct e.partner_id, e.request_id, e.seq, e.kind, e.facts::text as facts
      from notification.ledger_event e
      join unnest($1::text[], $2::uuid[]) as request(p, r)
        on e.partner_id = request.p and e.request_id = request.r
      where e.kind not in ('STEP_STARTED', 'STEP_ESCALATED', 'STEP_REMINDED')
      order by e.seq
      """;

  private static final String PEOPLE =
      """
      select person.* from notification.person
      join (select distinct p, i from unnest($1::text[], $2::text[]) as mentioned(p, i)) mentioned
        on person.partner_id = mentioned.p and person.person_id = mentioned.i
      """;

  private record Past(String partnerId, UUID requestId, EventKind kind, Facts facts) {}

  private PersonErrands() {}

  static Uni<List<PersonErrand>> around(SqlConnection connection, List<Claimed> claimed) {
    return claimed.isEmpty()
        ? Uni.createFrom().item(List.of())
        : history(connection, claimed)
            .flatMap(past ->
                people(connection, claimed, past).map(people -> errands(claimed, past, people)))
            .flatMap(errands -> GatheredRows.into(connection, errands));
  }

  private static Uni<List<Past>> history(SqlConnection connection, List<Claimed> claimed) {
    var partners = column(claimed, String[]::new, one -> one.id().partnerId());
    var requests = column(claimed, UUID[]::new, one -> one.event().requestId());
    return connection
        .preparedQuery(HISTORY)
        .execute(Tuple.of(partners, requests))
        .map(rows -> ClaimedRows.list(rows, PersonErrands::past));
  }

  private static Past past(Row row) {
    return new Past(
        row.getString("partner_id"),
        row.getUUID("request_id"),
        EventKind.valueOf(row.getString("kind")),
        FactsJson.read(row.getString("facts")));
  }

  private static Uni<List<Person>> people(
      SqlConnection connection, List<Claimed> claimed, List<Past> past) {
    var partners = new ArrayList<String>();
    var ids = new ArrayList<String>();
    for (var one : claimed) {
      var mentioned = new LinkedHashSet<>(mentionedIn(one.facts()).toList());
      mentioned.add(one.recipient());
      mentioned.forEach(_ -> partners.add(one.id().partnerId()));
      ids.addAll(mentioned);
    }
    for (var event : past) {
      event.facts().by().forEach(_ -> partners.add(event.partnerId()));
      ids.addAll(event.facts().by());
    }
    return connection
        .preparedQuery(PEOPLE)
        .execute(Tuple.of(partners.toArray(String[]::new), ids.toArray(String[]::new)))
        .map(rows -> ClaimedRows.list(rows, PersonErrands::person));
  }

  private static Stream<String> mentionedIn(Facts facts) {
    return Stream.concat(facts.by().stream(), facts.maker().stream());
  }

  private static Person person(Row row) {
    return new Person(
        row.getString("partner_id"),
        row.getString("person_id"),
        row.getString("name"),
        new MailAddress(row.getString("mail")),
        row.getBoolean("active") ? Standing.ACTIVE : Standing.LEFT,
        Set.of(row.getArrayOfStrings("roles")),
        row.getLong("version"));
  }

  private static List<PersonErrand> errands(
      List<Claimed> claimed, List<Past> past, List<Person> people) {
    var byRequest =
        past.stream().collect(groupingBy(event -> List.of(event.partnerId(), event.requestId())));
    var byPartner = people.stream().collect(groupingBy(Person::partnerId));
    return claimed.stream()
        .map(one ->
            errand(
                one,
                byRequest.getOrDefault(
                    List.of(one.id().partnerId(), one.event().requestId()), List.of()),
                byPartner.getOrDefault(one.id().partnerId(), List.of())))
        .toList();
  }

  private static PersonErrand errand(Claimed claimed, List<Past> past, List<Person> people) {
    var votes =
        past.stream()
            .filter(event -> event.kind() == EventKind.DECISION_RECORDED)
            .flatMap(event ->
                event.facts().by().stream().map(by -> new Vote(by, event.facts().reason())))
            .toList();
    var ended = past.stream().anyMatch(event -> event.kind().endsRequest());
    Map<String, String> names =
        people.stream()
            .collect(
                Collectors.toMap(Person::personId, Person::name, (one, _) -> one, HashMap::new));
    Optional<Person> addressee =
        people.stream().filter(person -> person.personId().equals(claimed.recipient())).findFirst();
    return new PersonErrand(
        claimed,
        addressee,
        ended ? RequestProgress.ENDED : RequestProgress.OPEN,
        votes,
        names,
        List.of(),
        List.of());
  }
}
