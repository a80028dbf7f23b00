package dev.countersign.request.ui;

import dev.countersign.request.read.Inbox;
import java.util.Arrays;
import java.util.List;

/** What waits for one person; {@code next} is empty on the last page. */
public record InboxPage(
    List<InboxRow> rows,
    int count,
    List<String> roles,
    String self,
    String next,
    PageFilters filters) {

  /** The parts of an inbox. */
  public enum Part {
    ME("/inbox", "For me"),
    TEAM("/inbox/team", "My team"),
    DELEGATED("/inbox/delegated", "Delegated to me"),
    DONE("/inbox/done", "Done");

    private final String address;
    private final String label;

    Part(String address, String label) {
      this.address = address;
      this.label = label;
    }

    /** The way to all of them from this one. */
    List<Tab> tabs() {
      return Arrays.stream(values())
          .map(part -> new Tab(part.address, part.label, part == this))
          .toList();
    }
  }

  /** One tab of the navigation. */
  public record Tab(String address, String label, boolean current) {}

  public InboxPage {
    rows = List.copyOf(rows);
    roles = List.copyOf(roles);
  }

  public List<Tab> tabs() {
    return Part.ME.tabs();
  }

  /** Several can be decided together only if there are several. */
  public boolean isSelectable() {
    return rows.size() > 1;
  }

  public String sentence() {
    if (filters.isSet()) {
      return rows.isEmpty()
          ? "Nothing that waits for you matches."
          : "What waits for you and matches, oldest first.";
    }
    return switch (count) {
      case 0 -> "You are up to date.";
      case 1 -> "One request waits for your decision.";
      case Inbox.COUNT_CAP ->
          "%d requests or more wait for your decision, oldest first.".formatted(count);
      default -> "%d requests wait for your decision, oldest first.".formatted(count);
    };
  }
}
