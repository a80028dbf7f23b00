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
    ME("/inbox"),
    TEAM("/inbox/team"),
    DELEGATED("/inbox/delegated"),
    DONE("/inbox/done");

    private final String address;

    Part(String address) {
      this.address = address;
    }

    /** The way to all of them from this one. */
    List<Tab> tabs() {
      return Arrays.stream(values())
          .map(part -> new Tab(part.address, part, part == this))
          .toList();
    }
  }

  /** One tab of the navigation. */
  public record Tab(String address, Part part, boolean current) {}

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

  /** More may wait than are counted. */
  public boolean isCapped() {
    return count >= Inbox.COUNT_CAP;
  }
}
