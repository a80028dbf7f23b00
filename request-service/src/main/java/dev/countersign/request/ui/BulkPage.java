package dev.countersign.request.ui;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several requests to be decided together: each with what it is about and what differs, all of them
 * with their totals; afterwards each with what became of it.
 */
public record BulkPage(
    List<Item> items,
    List<Alone> alone,
    List<Total> totals,
    List<Result> results,
    String idempotencyKey,
    String reason) {

  /** One that can be decided here. */
  public record Item(
      String id,
      RequestPage.Heading heading,
      RequestPage.Payload payload,
      DecisionForm form,
      String reason) {

    /** Only what differs, where there is something to compare with. */
    public List<Field> fields() {
      return payload.isCompared() && !payload.isUnchanged()
          ? payload.material().stream().filter(Field::isChanged).toList()
          : payload.material();
    }
  }

  /** One that cannot, and why. */
  public record Alone(String id, RequestPage.Heading heading, String sentence) {}

  /** What they come to in one currency. */
  public record Total(int count, @Nullable Money money) {}

  /** What became of one. */
  public record Result(String id, String title, Notice notice) {}

  public BulkPage {
    items = List.copyOf(items);
    alone = List.copyOf(alone);
    totals = List.copyOf(totals);
    results = List.copyOf(results);
  }

  public boolean isDone() {
    return !results.isEmpty();
  }

  public long recorded() {
    return results.stream().filter(result -> !result.notice().isBad()).count();
  }

  /** Whether every one of them asks for a reason, whatever the answer. */
  public boolean needsReason() {
    return items.stream().anyMatch(item -> item.form().alwaysNeedsReason());
  }

  public boolean isAllRecorded() {
    return recorded() == results.size();
  }
}
