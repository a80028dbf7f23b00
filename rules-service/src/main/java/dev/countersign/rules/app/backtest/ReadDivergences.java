package dev.countersign.rules.app.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.platform.messaging.Json;
import dev.countersign.rules.app.PolicyVersion;
import dev.countersign.rules.app.backtest.RecordedEvents.BodyReader;
import dev.countersign.rules.app.backtest.RecordedEvents.Selection;
import dev.countersign.rules.core.partner.PartnerId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads from their topic where a version in the shadow differed from the one in force. The topic is
 * the record; nothing is counted beside it, so every instance gives the same answer.
 */
@ApplicationScoped
public class ReadDivergences {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MOST = 100_000;

  private final RecordedEvents recorded;

  ReadDivergences(RecordedEvents recorded) {
    this.recorded = recorded;
  }

  /**
   * What there is.
   *
   * @param total divergences, each counted once
   * @param complete whether all of them were read; else it is time to look at the topic itself
   * @param newest the last ones, newest first
   */
  public record Divergences(
      long total, boolean complete, Map<String, Long> changes, List<JsonNode> newest) {
    public Divergences {
      changes = Map.copyOf(changes);
      newest = List.copyOf(newest);
    }
  }

  /** Reads on the calling thread, which may wait. */
  public Divergences of(PartnerId partner, PolicyVersion version, int shown) {
    var since = version.shadowFrom().map(OffsetDateTime::toInstant);
    if (since.isEmpty()) {
      return new Divergences(0, true, Map.of(), List.of());
    }
    var reading = new Reading(version, shown);
    // The clock of the broker's clients may be ahead of ours.
    var window = new Window(since.get(), Instant.now().plus(Duration.ofMinutes(1)));
    recorded.divergences(new Selection(partner, version.operation(), window), reading);
    return reading.result();
  }

  private static final class Reading implements BodyReader {

    private final PolicyVersion version;
    private final int shown;
    private final Set<String> ids = new HashSet<>();
    private final Map<String, Long> changes = new TreeMap<>();
    private final Deque<JsonNode> newest = new ArrayDeque<>();
    private final Instant end = Instant.now().plus(PATIENCE);
    private boolean isComplete = true;

    Reading(PolicyVersion version, int shown) {
      this.version = version;
      this.shown = shown;
    }

    @Override
    public void body(byte[] body) {
      var divergence = Json.read(body);
      var isMeant =
          divergence.path("policyId").asText().equals(version.policy().toString())
              && divergence.path("version").asInt() == version.version();
      if (isMeant && ids.add(divergence.path("id").asText())) {
        changes.merge(divergence.path("change").asText(), 1L, Long::sum);
        newest.addFirst(divergence);
        if (newest.size() > shown) {
          newest.removeLast();
        }
      }
    }

    @Override
    public boolean goesOn(int records) {
      isComplete = ids.size() < MOST && Instant.now().isBefore(end);
      return isComplete;
    }

    Divergences result() {
      return new Divergences(ids.size(), isComplete, changes, List.copyOf(newest));
    }
  }
}
