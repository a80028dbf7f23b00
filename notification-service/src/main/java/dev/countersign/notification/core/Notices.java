package dev.countersign.notification.core;

import dev.countersign.notification.core.Notice.ToEndpoint;
import dev.countersign.notification.core.Notice.ToPerson;
import dev.countersign.notification.core.Notice.ToRole;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Who is told of what. The maker hears of every end and is never asked to decide. */
public final class Notices {
  /** More people than this are never mailed about one step. */
  public static final int MAX_PEOPLE = 50;

  private Notices() {}

  public static List<Notice> causedBy(LedgerEvent event) {
    return switch (event.kind()) {
      case STEP_STARTED, STEP_ESCALATED, STEP_REMINDED, ASSIGNMENT_REASSIGNED -> invitations(event);
      case DECISION_RECORDED -> List.of();
      case REQUEST_APPROVED,
          REQUEST_REJECTED,
          REQUEST_EXPIRED,
          REQUEST_CANCELLED,
          REQUEST_OVERRIDDEN,
          REQUEST_REVOKED ->
          news(event);
    };
  }

  /** The members of a role who are asked, in the order given. */
  public static List<ToPerson> forMembers(Collection<String> members, Optional<String> maker) {
    return members.stream()
        .filter(member -> !maker.equals(Optional.of(member)))
        .distinct()
        .limit(MAX_PEOPLE)
        .map(ToPerson::new)
        .toList();
  }

  private static List<Notice> invitations(LedgerEvent event) {
    return switch (event.audience()) {
      case Audience.People people ->
          List.copyOf(forMembers(people.personIds(), event.facts().maker()));
      case Audience.Role role -> List.of(new ToRole(role.name()));
      case Audience.Nobody _ -> List.of();
    };
  }

  private static List<Notice> news(LedgerEvent event) {
    var notices = new ArrayList<Notice>();
    event.facts().maker().map(ToPerson::new).ifPresent(notices::add);
    notices.add(new ToEndpoint());
    return List.copyOf(notices);
  }
}
