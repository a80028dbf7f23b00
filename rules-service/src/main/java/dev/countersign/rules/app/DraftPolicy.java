package dev.countersign.rules.app;

import static dev.countersign.rules.app.Refusal.CALENDARS_NOT_LOADED;
import static dev.countersign.rules.app.Refusal.NOT_A_DRAFT;
import static dev.countersign.rules.app.Refusal.NOT_FOUND;
import static dev.countersign.rules.app.Refusal.OPERATION_UNKNOWN;
import static dev.countersign.rules.app.Refusal.PARTNER_UNKNOWN;
import static dev.countersign.rules.app.Refusal.STALE_VERSION;
import static dev.countersign.rules.app.Refusal.VERSION_OPEN;
import static dev.countersign.rules.app.Ruling.refuse;

import dev.countersign.rules.app.Policies.Wording;
import dev.countersign.rules.app.PolicyVersion.State;
import dev.countersign.rules.core.analysis.PolicyAnalysis;
import dev.countersign.rules.core.analysis.Proof;
import dev.countersign.rules.core.operation.Operation;
import dev.countersign.rules.core.partner.Partner;
import dev.countersign.rules.core.people.Directory;
import dev.countersign.rules.core.policy.PolicyId;
import dev.countersign.rules.core.policy.Terms;
import dev.countersign.rules.core.policy.TermsCheck;
import dev.countersign.rules.core.policy.TermsCheck.Ground;
import dev.countersign.rules.core.policy.TermsProblem.Code;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Writes down what a policy shall say. Nothing is in force before it was reviewed. */
@ApplicationScoped
public class DraftPolicy {

  private final Policies policies;
  private final Partners partners;
  private final LiveRules rules;
  private final Directories directories;
  private final Calendars calendars;

  DraftPolicy(
      Policies policies,
      Partners partners,
      LiveRules rules,
      Directories directories,
      Calendars calendars) {
    this.policies = policies;
    this.partners = partners;
    this.rules = rules;
    this.directories = directories;
    this.calendars = calendars;
  }

  /** A version as somebody wants it; what it leaves unsaid follows from partner and operation. */
  public interface Wish extends BiFunction<Partner, Operation, Wording> {}

  /** The policy of an operation gets its next version, as a draft. */
  public Uni<Ruling<PolicyVersion>> create(
      SqlConnection tx, Actor actor, String operationName, Wish wish) {
    var operation = rules.operation(operationName);
    return operation.isEmpty()
        ? refused(OPERATION_UNKNOWN)
        : partners
            .find(tx, actor.partner())
            .flatMap(partner ->
                partner.isEmpty()
                    ? refused(PARTNER_UNKNOWN)
                    : create(
                        tx, actor, operation.get(), wanted(wish, partner.get(), operation.get())));
  }

  /** A wording, and what it stands on; names of calendars may be missing while they are read. */
  private record Wanted(Wording wording, Ground ground, boolean knowsCalendars) {

    /** Why it cannot be kept, if it cannot. */
    <T> Optional<Ruling<T>> declined(Operation operation) {
      var problems = TermsCheck.check(wording.terms(), operation, ground);
      if (problems.isEmpty()) {
        return Optional.empty();
      }
      var isEarly =
          !knowsCalendars && problems.stream().anyMatch(it -> it.code() == Code.CALENDAR_UNKNOWN);
      return Optional.of(isEarly ? refuse(CALENDARS_NOT_LOADED) : new Ruling.Unsound<>(problems));
    }
  }

  private Wanted wanted(Wish wish, Partner partner, Operation operation) {
    // Asked before the names are: what is read in between may only make the answer milder.
    var knowsCalendars = calendars.isComplete();
    var ground = new Ground(partner.locks(), calendars.of(partner.id()));
    return new Wanted(wish.apply(partner, operation), ground, knowsCalendars);
  }

  private Uni<Ruling<PolicyVersion>> create(
      SqlConnection tx, Actor actor, Operation operation, Wanted wanted) {
    return wanted
        .<PolicyVersion>declined(operation)
        .map(it -> Uni.createFrom().item(it))
        .orElseGet(() ->
            policies
                .policyOf(tx, actor, operation.code())
                .flatMap(
                    policy -> policies.draft(tx, actor, policy, operation.code(), wanted.wording()))
                .map(draft -> draft.map(Ruling::accept).orElseGet(() -> refuse(VERSION_OPEN))));
  }

  /** What a wish would come to as a draft, beside what is in force and what the analysis says. */
  public record Preview(Terms terms, Optional<PolicyVersion> inForce, Proof proof) {}

  /** Does everything but draft. */
  public Uni<Ruling<Preview>> preview(
      SqlConnection tx, Actor actor, String operationName, Wish wish) {
    var operation = rules.operation(operationName);
    if (operation.isEmpty()) {
      return Uni.createFrom().item(refuse(OPERATION_UNKNOWN));
    }
    return partners
        .find(tx, actor.partner())
        .flatMap(partner ->
            partner.isEmpty()
                ? Uni.createFrom().item(refuse(PARTNER_UNKNOWN))
                : policies
                    .all(tx, actor.partner())
                    .map(all ->
                        preview(
                            operation.get(),
                            wanted(wish, partner.get(), operation.get()),
                            all,
                            directories.of(actor.partner()))));
  }

  private static Ruling<Preview> preview(
      Operation operation, Wanted wanted, List<PolicyVersion> all, Directory directory) {
    return wanted
        .<Preview>declined(operation)
        .orElseGet(() -> Ruling.accept(previewOf(operation, wanted, all, directory)));
  }

  private static Preview previewOf(
      Operation operation, Wanted wanted, List<PolicyVersion> all, Directory directory) {
    var inForce =
        all.stream()
            .filter(it -> it.operation().equals(operation.code()) && it.state() == State.ACTIVE)
            .findFirst();
    var terms = wanted.wording().terms();
    return new Preview(terms, inForce, PolicyAnalysis.prove(terms, operation, directory));
  }

  /** A version, and the state of it the editor has seen. */
  public record Edit(PolicyId policy, int version, int row, Wish wish) {}

  public Uni<Ruling<PolicyVersion>> edit(SqlConnection tx, Actor actor, Edit edit) {
    return policies
        .lock(tx, actor.partner(), edit.policy(), edit.version())
        .flatMap(found -> edit(tx, actor, edit, found));
  }

  private Uni<Ruling<PolicyVersion>> edit(
      SqlConnection tx, Actor actor, Edit edit, Optional<PolicyVersion> found) {
    if (found.isEmpty()) {
      return refused(NOT_FOUND);
    }
    var draft = found.get();
    if (draft.state() != State.DRAFT) {
      return refused(NOT_A_DRAFT);
    }
    if (draft.row() != edit.row()) {
      return refused(STALE_VERSION);
    }
    var operation = rules.operation(draft.operation().value());
    return operation.isEmpty()
        ? refused(OPERATION_UNKNOWN)
        : partners
            .find(tx, actor.partner())
            .map(partner -> wanted(edit.wish(), partner.orElseThrow(), operation.get()))
            .flatMap(it -> replace(tx, actor, draft, it, operation.get()));
  }

  private Uni<Ruling<PolicyVersion>> replace(
      SqlConnection tx, Actor actor, PolicyVersion draft, Wanted wanted, Operation operation) {
    return wanted
        .<PolicyVersion>declined(operation)
        .map(it -> Uni.createFrom().item(it))
        .orElseGet(() -> policies.edit(tx, actor, draft, wanted.wording()).map(Ruling::accept));
  }

  private static Uni<Ruling<PolicyVersion>> refused(Refusal refusal) {
    return Uni.createFrom().item(refuse(refusal));
  }
}
