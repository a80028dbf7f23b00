package dev.countersign.request.race;

import dev.countersign.request.app.DecisionResult;
import dev.countersign.request.testing.AnEvaluation;
import dev.countersign.request.testing.Desk;
import dev.countersign.request.testing.Stage;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs races and counts what must not happen. Contenders leave together: each has a connection of
 * its own, and nothing of ours stands between them and the database.
 */
final class Races {
  private static final int BATCH = 64;
  private static final int AT_ONCE = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String WITNESSED =
      "insert into request.override_witness"
          + " select ?, id, 'witness@' || partner_id, 'admin@' || partner_id, clock_timestamp(),"
          + " iteration"
          + " from request.request where partner_id = ? and status = 'PENDING'";

  /** What happened: how often which side won, and what must not have been. */
  record Tally(int races, Map<Race, Integer> run, Map<String, Long> anomalies) {}

  private final Stage stage;
  private final Desk desk;
  private final Field field;
  private final Map<Race, Integer> run = new EnumMap<>(Race.class);
  private final Map<String, Long> anomalies = new TreeMap<>();
  private final Map<UUID, Integer> acknowledged = new ConcurrentHashMap<>();

  Races(Stage stage, Desk desk, Field field) {
    this.stage = stage;
    this.desk = desk;
    this.field = field;
  }

  Tally run(int races) {
    field.enter();
    var kinds = Race.values();
    for (int done = 0, kind = 0; done < races; done += BATCH, kind++) {
      batch(kinds[kind % kinds.length], Math.min(BATCH, races - done));
    }
    RaceOracle.violations(stage, field.partner()).forEach((what, count) -> note(what, count));
    return new Tally(races, run, anomalies);
  }

  private void batch(Race race, int size) {
    var wanted = new ArrayList<AnEvaluation>();
    for (int i = 0; i < size; i++) {
      wanted.add(race.about(field));
    }
    var requests = desk.open(wanted);
    if (race.name().contains("OVERRIDE")) {
      stage.run(WITNESSED, field.partner(), field.partner());
    }
    Multi.createFrom()
        .range(0, size)
        .onItem()
        .transformToUni(i -> run(race, requests.get(i), wanted.get(i)))
        .merge(AT_ONCE)
        .collect()
        .asList()
        .await()
        .atMost(PATIENCE);
    run.merge(race, size, Integer::sum);
    votesAreWhatWasAnswered(requests);
  }

  private Uni<?> run(Race race, UUID request, AnEvaluation about) {
    return race.beforehand(field, request)
        .invoke(result -> noteVote(request, result))
        .flatMap(_ ->
            Uni.join()
                .all(
                    race.contenders(field, request, about).stream()
                        .map(contender -> watched(request, contender))
                        .toList())
                .andFailFast());
  }

  /** V9: whoever acts gets an answer of ours, never a failure. */
  private Uni<String> watched(UUID request, Uni<?> contender) {
    return contender
        .invoke(result -> noteVote(request, result))
        .map(_ -> "answered")
        .onFailure()
        .recoverWithItem(failure -> {
          note("V9 no answer but " + nameOf(failure), 1);
          return "failed";
        });
  }

  private static String nameOf(Throwable failure) {
    var text = String.valueOf(failure.getMessage());
    return text.replaceAll("[0-9a-f-]{36}", "…")
        .replaceAll("\\s+", " ")
        .substring(0, Math.min(100, text.length() / 2 + 1));
  }

  private void noteVote(UUID request, Object result) {
    if (result instanceof DecisionResult.Recorded) {
      acknowledged.merge(request, 1, Integer::sum);
    }
  }

  /** V9: each acknowledged vote is there, and no other. */
  private void votesAreWhatWasAnswered(List<UUID> requests) {
    var stored = new HashMap<UUID, Integer>();
    var rows =
        stage.query(
            "select request_id::text, count(*)::int from request.decision where partner_id = ?"
                + " and request_id = any (?::uuid[]) group by request_id",
            field.partner(),
            "{" + String.join(",", requests.stream().map(UUID::toString).toList()) + "}");
    rows.forEach(row -> stored.put(UUID.fromString(row.get(0)), Integer.valueOf(row.get(1))));
    for (UUID request : requests) {
      if (!acknowledged.getOrDefault(request, 0).equals(stored.getOrDefault(request, 0))) {
        note("V9 acknowledged votes and stored votes differ", 1);
      }
    }
    acknowledged.clear();
  }

  private synchronized void note(String what, long count) {
    anomalies.merge(what, count, Long::sum);
  }
}
