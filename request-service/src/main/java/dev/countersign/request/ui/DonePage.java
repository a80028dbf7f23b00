package dev.countersign.request.ui;

import java.util.List;

/** What the viewer has decided, newest first. */
public record DonePage(List<RequestsPage.Row> rows, String next) {
  public DonePage {
    rows = List.copyOf(rows);
  }

  public List<InboxPage.Tab> tabs() {
    return InboxPage.Part.DONE.tabs();
  }
}
