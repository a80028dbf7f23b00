package dev.countersign.request.core;

import dev.countersign.request.core.RequestState.Pending;
import dev.countersign.request.core.people.Delegation;
import dev.countersign.request.core.step.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Why an open step waits: everybody it concerns, each once, with the answer they would get. */
public final class Explaining {

  /** What a person is to a step; the first that applies. */
  public enum Place {
    ELIGIBLE,
    MAKER,
    INACTIVE,
    SERVICE_ACCOUNT,
    ON_LEAVE,
    OUT_OF_SCOPE,
    ALREADY_DECIDED,
    HANDED_ON,
    DELEGATOR_NOT_ELIGIBLE,
    DELEGATION_PASSED_ON
  }

  /** Somebody the step asks, or to whom one of these lent their right. */
  public record Member(PersonId person, Optional<PersonId> principal, Place place) {}

  /** An open step: whom it concerns, and how many more must approve it. */
  public record OpenStep(Step step, int missing, List<Member> members) {
    public OpenStep {
      members = List.copyOf(members);
    }
  }

  private final Eligibility eligibility;
  private final Pending state;
  private final Context context;

  private Explaining(Pending state, Context context) {
    this.eligibility = new Eligibility(state, context);
    this.state = state;
    this.context = context;
  }

  /** The directory must hold the delegations of everybody, not only those to one person. */
  public static List<OpenStep> of(Pending state, Context context) {
    var known = (Pending) Accounts.known(state, context.directory());
    var explaining = new Explaining(known, context);
    return known.tracks().open().stream().map(explaining::explain).toList();
  }

  private OpenStep explain(Step step) {
    var members = new TreeMap<PersonId, Member>();
    for (PersonId person : eligibility.namedBy(step)) {
      members.put(person, new Member(person, Optional.empty(), eligibility.placeOf(step, person)));
    }
    delegates(step, members);
    var tally = step.tally();
    return new OpenStep(
        step, Math.max(0, tally.needed() - tally.approved()), List.copyOf(members.values()));
  }

  /** A loan helps who could not decide otherwise; nobody passes on what they were lent (SD-02). */
  private void delegates(Step step, Map<PersonId, Member> members) {
    var asked = List.copyOf(members.keySet());
    var lent = new ArrayList<PersonId>();
    for (Delegation loan : covering()) {
      if (asked.contains(loan.from()) && !isEligible(members.get(loan.to()))) {
        lent.add(loan.to());
        members.merge(loan.to(), borrowed(step, loan), Explaining::better);
      }
    }
    for (Delegation loan : covering()) {
      if (lent.contains(loan.from()) && !asked.contains(loan.from())) {
        members.putIfAbsent(
            loan.to(), new Member(loan.to(), Optional.of(loan.from()), Place.DELEGATION_PASSED_ON));
      }
    }
  }

  private List<Delegation> covering() {
    return context.directory().delegations().stream()
        .filter(it -> it.covers(state.terms().operation(), context.now()))
        .toList();
  }

  private Member borrowed(Step step, Delegation loan) {
    var place = eligibility.placeOfDelegate(step, loan.to(), loan.from());
    return new Member(loan.to(), Optional.of(loan.from()), place);
  }

  private static Member better(Member known, Member next) {
    return isEligible(next) ? next : known;
  }

  private static boolean isEligible(@Nullable Member member) {
    return member != null && member.place() == Place.ELIGIBLE;
  }
}
