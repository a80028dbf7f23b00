package dev.countersign.rules.app;

import dev.countersign.platform.web.Filter;
import dev.countersign.rules.app.ReviewPolicy.Start;
import dev.countersign.rules.core.PersonId;
import dev.countersign.rules.core.operation.OperationCode;
import dev.countersign.rules.core.partner.PartnerId;
import dev.countersign.rules.core.policy.PolicyId;
import dev.countersign.rules.core.policy.Terms;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Where policies are kept. Every call runs in the caller's transaction, which names the partner.
 */
public interface Policies {

  /** The versions of all policies, newest first within each. */
  Uni<List<PolicyVersion>> all(SqlConnection tx, PartnerId partner);

  /** A page of a list: which policies, after which operation, and how many. */
  record Page(List<Filter> filters, Optional<String> after, int limit) {}

  /** Of each policy the version in force, else the newest one, by operation. */
  Uni<List<PolicyVersion>> page(SqlConnection tx, PartnerId partner, Page page);

  /** The versions of one policy, newest first; empty for an unknown or foreign one. */
  Uni<List<PolicyVersion>> versions(SqlConnection tx, PartnerId partner, PolicyId policy);

  /** One version, locked until the transaction ends. */
  Uni<Optional<PolicyVersion>> lock(
      SqlConnection tx, PartnerId partner, PolicyId policy, int version);

  /** The policy of the operation, made if there is none yet. */
  Uni<PolicyId> policyOf(SqlConnection tx, Actor actor, OperationCode operation);

  /** What a version says, and why it is there. */
  record Wording(Terms terms, Optional<String> reason) {}

  /** Adds the next version as a draft; empty while another one is still open. */
  Uni<Optional<PolicyVersion>> draft(
      SqlConnection tx, Actor actor, PolicyId policy, OperationCode operation, Wording wording);

  /** Replaces the wording of a draft and adds the person to its authors. */
  Uni<PolicyVersion> edit(SqlConnection tx, Actor actor, PolicyVersion draft, Wording wording);

  /** Has a draft evaluated beside the version in force; it closes the draft. */
  Uni<PolicyVersion> shadow(SqlConnection tx, Actor actor, PolicyVersion draft);

  /** Makes it a draft again. */
  Uni<PolicyVersion> unshadow(SqlConnection tx, Actor actor, PolicyVersion shadow);

  /** Hands a draft to review, or a shadow, which ends as one. */
  Uni<PolicyVersion> submit(SqlConnection tx, Actor actor, PolicyVersion open);

  /** Forgets a draft, which nobody but its authors has relied on (C-18). */
  Uni<Void> delete(SqlConnection tx, Actor actor, PolicyVersion draft);

  /** Takes a version out of force, or turns one down that is in review. */
  Uni<PolicyVersion> retire(SqlConnection tx, Actor actor, PolicyVersion version, String reason);

  /** Puts a version in force from an instant, or now; the one before it judges until then. */
  Uni<PolicyVersion> activate(SqlConnection tx, Actor actor, PolicyVersion inReview, Start start);

  /** Notes that a version in force still fits, and by when to look again; nothing else changes. */
  Uni<PolicyVersion> confirm(
      SqlConnection tx, Actor actor, PolicyVersion active, LocalDate reviewBy, String reason);

  /** Tells of versions that were to be reviewed before a day and were not told of yet. */
  Uni<Void> tellReviewsDue(SqlConnection tx, Actor actor, LocalDate today);

  /** How many versions were to be reviewed before a day. */
  Uni<Long> reviewsDue(SqlConnection tx, PartnerId partner, LocalDate today);

  /** Adds a version that is in force from the start, for the defaults of a preset. */
  Uni<Void> install(
      SqlConnection tx, Actor actor, PersonId author, OperationCode operation, Terms terms);
}
