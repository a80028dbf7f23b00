package dev.countersign.request.app.ledger;

import dev.countersign.request.app.Actor;
import dev.countersign.request.app.ledger.LiveRows.RowName;
import dev.countersign.request.app.ledger.LiveRows.Told;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * N-10: makes every request anew from its ledger and names each column of a live row that says
 * something else. The ledger is the truth; a difference means that a row was changed behind it.
 */
@ApplicationScoped
public class ReplayLedger {
  static final String WHOLE_ROW = "*";

  private static final int REQUESTS_OF_A_PAGE = 200;
  private static final String NOTHING = "null";

  /** A part of the partner's requests, and where the next part begins, if there is one. */
  public record Page(int requests, int entries, Optional<UUID> next, List<Difference> differences) {
    public Page {
      differences = List.copyOf(differences);
    }
  }

  /** A column, or a whole row ({@code *}), that is not what the ledger says. */
  public record Difference(String table, String key, String column, String ledger, String live) {}

  private final LiveRows rows;

  ReplayLedger(LiveRows rows) {
    this.rows = rows;
  }

  /** The requests of the actor's own partner that follow {@code after}. */
  public Uni<Page> handle(Actor.Human actor, UUID after) {
    return rows.after(actor.partner(), after, REQUESTS_OF_A_PAGE).map(ReplayLedger::compare);
  }

  private static Page compare(List<Told> told) {
    var differences = new ArrayList<Difference>();
    told.forEach(request -> compare(request, differences));
    var next =
        told.size() < REQUESTS_OF_A_PAGE
            ? Optional.<UUID>empty()
            : Optional.of(told.getLast().request().value());
    return new Page(told.size(), told.stream().mapToInt(Told::entries).sum(), next, differences);
  }

  private static void compare(Told told, List<Difference> differences) {
    if (told.broken().isPresent()) {
      differences.add(
          new Difference(
              "ledger",
              told.request().value().toString(),
              WHOLE_ROW,
              told.broken().get(),
              NOTHING));
      return;
    }
    var names =
        new TreeMap<RowName, Boolean>(
            Comparator.comparing(RowName::table).thenComparing(RowName::key));
    told.rebuilt().keySet().forEach(name -> names.put(name, true));
    told.live().keySet().forEach(name -> names.put(name, true));
    for (RowName name : names.keySet()) {
      compare(name, told.rebuilt().get(name), told.live().get(name), differences);
    }
  }

  private static void compare(
      RowName name,
      @Nullable Map<String, String> rebuilt,
      @Nullable Map<String, String> live,
      List<Difference> differences) {
    if (rebuilt == null || live == null) {
      differences.add(
          new Difference(name.table(), name.key(), WHOLE_ROW, presence(rebuilt), presence(live)));
      return;
    }
    new TreeMap<>(rebuilt)
        .forEach((column, expected) -> {
          var found = live.getOrDefault(column, NOTHING);
          if (!expected.equals(found)) {
            differences.add(new Difference(name.table(), name.key(), column, expected, found));
          }
        });
  }

  private static String presence(@Nullable Map<String, String> row) {
    return row == null ? "absent" : "present";
  }
}
