package dev.countersign.rules.app;

import dev.countersign.rules.core.PersonId;
import dev.countersign.rules.core.operation.OperationCode;
import dev.countersign.rules.core.partner.PartnerId;
import dev.countersign.rules.core.policy.PolicyId;
import dev.countersign.rules.core.policy.Terms;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import java.util.Optional;

/**
 * Where policies are kept. Every call runs in the caller's transaction, which names the partner.
 */
public interface Policies {

  /** The versions of all policies, newest first within each. */
  Uni<List<PolicyVersion>> all(SqlConnection tx, PartnerId partner);

  /** The versions of one policy, newest first; empty for an unknown or foreign one. */
  Uni<List<PolicyVersion>> versions(SqlConnection tx, PartnerId partner, PolicyId policy);

  /** One version, locked until the transaction ends. */
  Uni<Optional<PolicyVersion>> lock(
      SqlConnection tx, PartnerId partner, PolicyId policy, int version);

  /** The policy of the operation, made if there is none yet. */
  Uni<PolicyId> policyOf(SqlConnection tx, Actor actor, OperationCode operation);

  /** Adds the next version as a draft; empty while another one is still open. */
  Uni<Optional<PolicyVersion>> draft(
      SqlConnection tx, Actor actor, PolicyId policy, OperationCode operation, Terms terms);

  /** Replaces the terms of a draft and adds the person to its authors. */
  Uni<PolicyVersion> edit(SqlConnection tx, Actor actor, PolicyVersion draft, Terms terms);

  Uni<PolicyVersion> submit(SqlConnection tx, Actor actor, PolicyVersion draft);

  /** Puts a version in force, retires the one before it and publishes the change. */
  Uni<PolicyVersion> activate(SqlConnection tx, Actor actor, PolicyVersion inReview);

  /** Adds a version that is in force from the start, for the defaults of a preset. */
  Uni<Void> install(
      SqlConnection tx, Actor actor, PersonId author, OperationCode operation, Terms terms);
}
