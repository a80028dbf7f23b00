package dev.countersign.request.ui;

import java.util.List;

/** What waits for other people who concern the viewer, person by person. */
public record OthersPage(InboxPage.Part part, List<Person> people) {

  /** One of them, and what waits for them, oldest first. */
  public record Person(Who who, List<InboxRow> rows) {
    public Person {
      rows = List.copyOf(rows);
    }
  }

  public OthersPage {
    people = List.copyOf(people);
  }

  public List<InboxPage.Tab> tabs() {
    return part.tabs();
  }

  public boolean isTeam() {
    return part == InboxPage.Part.TEAM;
  }

  public boolean isEmpty() {
    return people.stream().allMatch(person -> person.rows().isEmpty());
  }
}
