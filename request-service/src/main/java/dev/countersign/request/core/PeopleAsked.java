package dev.countersign.request.core;

import dev.countersign.request.core.RequestCommand.Cancel;
import dev.countersign.request.core.RequestCommand.Decide;
import dev.countersign.request.core.RequestCommand.Escalate;
import dev.countersign.request.core.RequestCommand.Expire;
import dev.countersign.request.core.RequestCommand.ExpireStep;
import dev.countersign.request.core.RequestCommand.Open;
import dev.countersign.request.core.RequestCommand.OverrideCheckers;
import dev.countersign.request.core.RequestCommand.Reassign;
import dev.countersign.request.core.RequestCommand.Release;
import dev.countersign.request.core.RequestCommand.ReleaseHold;
import dev.countersign.request.core.RequestCommand.Remind;
import dev.countersign.request.core.RequestCommand.RemindReview;
import dev.countersign.request.core.RequestCommand.Resubmit;
import dev.countersign.request.core.RequestCommand.Review;
import dev.countersign.request.core.RequestCommand.ReviewPools;
import dev.countersign.request.core.RequestCommand.Revise;
import dev.countersign.request.core.RequestCommand.Revoke;
import dev.countersign.request.core.RequestState.Held;
import dev.countersign.request.core.RequestState.Pending;
import dev.countersign.request.core.people.Approver;
import dev.countersign.request.core.people.Approver.HasRole;
import dev.countersign.request.core.people.Approver.InGroup;
import dev.countersign.request.core.people.Approver.Listed;
import dev.countersign.request.core.people.Approver.ManagerOf;
import dev.countersign.request.core.people.Approver.User;
import dev.countersign.request.core.people.Group;
import dev.countersign.request.core.people.Listing;
import dev.countersign.request.core.people.Role;
import dev.countersign.request.core.step.Rung;
import dev.countersign.request.core.step.Step;
import dev.countersign.request.core.step.Tracks;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The people a ruling may have to name, so that they can be read beforehand: who holds a role or is
 * in a group, whom a resolver lists, who is named, and, with {@link Managers#ALL}, everybody above
 * them.
 */
public record PeopleAsked(
    Set<Role> roles,
    Set<Group> groups,
    Set<Listing> listings,
    Set<PersonId> people,
    Managers managers) {

  /** Whether the managers of the people are asked for. */
  public enum Managers {
    NONE,
    ALL
  }

  public static final PeopleAsked NOBODY =
      new PeopleAsked(Set.of(), Set.of(), Set.of(), Set.of(), Managers.NONE);

  public PeopleAsked {
    roles = Set.copyOf(roles);
    groups = Set.copyOf(groups);
    listings = Set.copyOf(listings);
    people = Set.copyOf(people);
  }

  public boolean isNobody() {
    return roles.isEmpty() && groups.isEmpty() && listings.isEmpty() && people.isEmpty();
  }

  /** These people, and nobody above them. */
  public static PeopleAsked named(Set<PersonId> people) {
    return new PeopleAsked(Set.of(), Set.of(), Set.of(), people, Managers.NONE);
  }

  /** These people and those. */
  public PeopleAsked and(PeopleAsked more) {
    return new PeopleAsked(
        union(roles, more.roles),
        union(groups, more.groups),
        union(listings, more.listings),
        union(people, more.people),
        more.managers == Managers.ALL ? Managers.ALL : managers);
  }

  private static <T> Set<T> union(Set<T> some, Set<T> others) {
    var all = new HashSet<>(some);
    all.addAll(others);
    return all;
  }

  /** What the command may need besides the person who acts. */
  public static PeopleAsked by(RequestCommand command, RequestState state) {
    return switch (command) {
      case Open(Opening.Required(_, var makers, _, var tracks, _)) -> byOpening(makers, tracks);
      case Open(Opening.Unevaluable(var makers, _, _, _)) -> of(List.of(), makers);
      case Open(Opening.NotRequired _) -> NOBODY;
      case Revise(Opening.Required(_, var makers, _, var tracks, _)) -> byOpening(makers, tracks);
      case Decide decide -> byDecision(decide, state);
      case Resubmit _, ReviewPools _, Escalate _, Remind _, ExpireStep _ ->
          of(everyone(state), anchors(state));
      case Reassign reassign -> of(everyone(state), with(anchors(state), reassign));
      case OverrideCheckers override -> of(List.of(), witnessOf(override));
      case Revoke(Revoker.Checker(_), _) -> of(lookedUpOnly(state), Set.of());
      case Cancel _, Review _, Revoke _, Release _, Expire _, ReleaseHold _, RemindReview _ ->
          NOBODY;
    };
  }

  private static PeopleAsked byOpening(Set<PersonId> makers, Tracks tracks) {
    var first = tracks.all().stream().map(it -> it.nextWaiting()).flatMap(Optional::stream);
    return of(first.flatMap(step -> step.plan().approvers().stream()).toList(), makers);
  }

  /** Most decisions are one of one and start nothing: then nobody else's name is needed. */
  private static PeopleAsked byDecision(Decide command, RequestState state) {
    if (!(state instanceof Pending(_, var tracks))) {
      return NOBODY;
    }
    var open = tracks.open();
    var isPlain = command.vote() == Vote.APPROVE && open.size() == 1;
    if (isPlain && asked(open.getFirst()).noneMatch(PeopleAsked::isLookedUp)) {
      var step = open.getFirst();
      var completes = step.tally().approved() + 1 >= step.activation().needed();
      var next = tracks.trackOf(step.no()).nextWaiting();
      return completes
          ? next.map(it -> of(it.plan().approvers(), anchors(state))).orElse(NOBODY)
          : NOBODY;
    }
    return of(everyone(state), anchors(state));
  }

  private static List<Approver> everyone(RequestState state) {
    var approvers = new ArrayList<Approver>();
    for (Step step : stepsOf(state)) {
      approvers.addAll(step.plan().approvers());
      approvers.addAll(step.activation().asked());
      step.plan().clocks().ladder().stream().map(Rung::approvers).forEach(approvers::addAll);
    }
    return approvers;
  }

  private static Stream<Approver> asked(Step step) {
    return Stream.concat(step.plan().approvers().stream(), step.activation().asked().stream());
  }

  private static List<Approver> lookedUpOnly(RequestState state) {
    var all = everyone(state);
    return all.stream().anyMatch(PeopleAsked::isLookedUp) ? all : List.of();
  }

  /** Those whose managers may be asked: the makers, and everybody who approved so far. */
  private static Set<PersonId> anchors(RequestState state) {
    var people = new HashSet<PersonId>();
    if (state instanceof Pending(var terms, var tracks)) {
      people.addAll(terms.makers());
      people.addAll(tracks.approvers());
    } else if (state instanceof RequestState.Changes(var terms, _, _)) {
      people.addAll(terms.makers());
    }
    return people;
  }

  private static Set<PersonId> with(Set<PersonId> people, Reassign reassign) {
    var all = new HashSet<>(people);
    all.add(reassign.to());
    all.add(reassign.from());
    return all;
  }

  private static List<Step> stepsOf(RequestState state) {
    return switch (state) {
      case Pending pending -> pending.tracks().steps();
      case Held held -> held.tracks().steps();
      case RequestState.Changes changes -> changes.tracks().steps();
      case RequestState.NotOpened _, RequestState.Quarantined _, RequestState.Closed _ -> List.of();
    };
  }

  private static Set<PersonId> witnessOf(OverrideCheckers override) {
    return override.witness().map(Set::of).orElse(Set.of());
  }

  /** Whether the entry of the person who acts does not say if this one means them. */
  private static boolean isLookedUp(Approver approver) {
    return approver.whom() instanceof ManagerOf || approver.whom() instanceof Listed;
  }

  private static PeopleAsked of(Collection<Approver> approvers, Collection<PersonId> named) {
    var roles = new HashSet<Role>();
    var groups = new HashSet<Group>();
    var listings = new HashSet<Listing>();
    var people = new HashSet<>(named);
    var managers = Managers.NONE;
    for (Approver approver : approvers) {
      switch (approver.whom()) {
        case HasRole(var role) -> roles.add(role);
        case InGroup(var group) -> groups.add(group);
        case User(var person) -> people.add(person);
        case Listed(var line) -> listings.add(line);
        case ManagerOf _ -> managers = Managers.ALL;
      }
    }
    return new PeopleAsked(roles, groups, listings, people, managers);
  }
}
