package dev.countersign.rules.app;

import static dev.countersign.rules.app.Refusal.NOT_A_DRAFT;
import static dev.countersign.rules.app.Refusal.NOT_FOUND;
import static dev.countersign.rules.app.Refusal.OPERATION_UNKNOWN;
import static dev.countersign.rules.app.Refusal.STALE_VERSION;
import static dev.countersign.rules.app.Refusal.VERSION_OPEN;
import static dev.countersign.rules.app.Ruling.refuse;

import dev.countersign.rules.app.PolicyVersion.State;
import dev.countersign.rules.core.operation.Operation;
import dev.countersign.rules.core.policy.PolicyId;
import dev.countersign.rules.core.policy.Terms;
import dev.countersign.rules.core.policy.TermsCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Writes down what a policy shall say. Nothing is in force before it was reviewed. */
@ApplicationScoped
public class DraftPolicy {

  private final Policies policies;
  private final LiveRules rules;

  DraftPolicy(Policies policies, LiveRules rules) {
    this.policies = policies;
    this.rules = rules;
  }

  /** The policy of an operation gets its next version, as a draft. */
  public Uni<Ruling<PolicyVersion>> create(
      SqlConnection tx, Actor actor, String operationName, Terms terms) {
    var operation = rules.operation(operationName);
    if (operation.isEmpty()) {
      return refused(OPERATION_UNKNOWN);
    }
    var problem = problem(terms, operation.get());
    if (problem.isPresent()) {
      return refused(problem.get());
    }
    var code = operation.get().code();
    return policies
        .policyOf(tx, actor, code)
        .flatMap(policy -> policies.draft(tx, actor, policy, code, terms))
        .map(draft -> draft.map(Ruling::accept).orElseGet(() -> refuse(VERSION_OPEN)));
  }

  /** A version, and the state of it the editor has seen. */
  public record Edit(PolicyId policy, int version, int row, Terms terms) {}

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
    var problem = operation.flatMap(it -> problem(edit.terms(), it));
    return problem.isPresent()
        ? refused(problem.get())
        : policies.edit(tx, actor, draft, edit.terms()).map(Ruling::accept);
  }

  private static Optional<Refusal> problem(Terms terms, Operation operation) {
    return TermsCheck.check(terms, operation).map(it -> Refusal.valueOf(it.name()));
  }

  private static Uni<Ruling<PolicyVersion>> refused(Refusal refusal) {
    return Uni.createFrom().item(refuse(refusal));
  }
}
