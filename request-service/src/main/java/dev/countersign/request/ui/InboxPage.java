package dev.countersign.request.ui;

import dev.countersign.request.read.Inbox;
import java.util.List;

/** What waits for one person; {@code next} is empty on the last page. */
public record InboxPage(
    List<InboxRow> rows, int count, List<String> roles, String self, String next) {

  public InboxPage {
    rows = List.copyOf(rows);
    roles = List.copyOf(roles);
  }

  public String sentence() {
    return switch (count) {
      case 0 -> "You are up to date.";
      case 1 -> "One request waits for your decision.";
      case Inbox.COUNT_CAP ->
          "%d requests or more wait for your decision, oldest first.".formatted(count);
      default -> "%d requests wait for your decision, oldest first.".formatted(count);
    };
  }
}
