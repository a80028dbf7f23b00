package dev.countersign.rules.db;

import dev.countersign.platform.messaging.Json;
import dev.countersign.platform.web.Filters;
import dev.countersign.rules.app.Actor;
import dev.countersign.rules.app.Policies;
import dev.countersign.rules.app.PolicyEventJson;
import dev.countersign.rules.app.PolicyFilters;
import dev.countersign.rules.app.PolicyVersion;
import dev.countersign.rules.app.ReviewPolicy.Start;
import dev.countersign.rules.core.PersonId;
import dev.countersign.rules.core.operation.OperationCode;
import dev.countersign.rules.core.partner.PartnerId;
import dev.countersign.rules.core.policy.PolicyId;
import dev.countersign.rules.core.policy.Terms;
import dev.countersign.rules.json.PolicyJson;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Policies in PostgreSQL. What a version may become is guarded twice: by the use case, which says
 * it kindly, and by the table's triggers and constraints, which nobody gets around.
 */
@ApplicationScoped
class PostgresPolicies implements Policies {

  private static final Uni<Void> NOTHING = Uni.createFrom().voidItem();
  private static final String DRAFTED = "approval.policy_drafted";
  private static final String SHADOWED = "approval.policy_shadowed";
  private static final String UNSHADOWED = "approval.policy_unshadowed";
  private static final String SUBMITTED = "approval.policy_submitted";
  private static final String ACTIVATED = "approval.policy_activated";
  private static final String RETIRED = "approval.policy_retired";

  private static final String REVIEW_DUE = "approval.policy_review_due";
  private static final String REVIEW_CONFIRMED = "approval.policy_review_confirmed";

  private final Outbox outbox;

  PostgresPolicies(Outbox outbox) {
    this.outbox = outbox;
  }

  @Override
  public Uni<List<PolicyVersion>> all(SqlConnection tx, PartnerId partner) {
    return tx.preparedQuery(PolicySql.ALL)
        .execute(Tuple.of(partner.value()))
        .map(PolicyRows::versions);
  }

  @Override
  public Uni<List<PolicyVersion>> page(SqlConnection tx, PartnerId partner, Page page) {
    var filter = Filters.sql(page.filters(), PolicyFilters.FIELDS, 4);
    var parameters = Tuple.of(partner.value(), page.after().orElse(""), page.limit());
    filter.parameters().forEach(parameters::addValue);
    return tx.preparedQuery(PolicySql.PAGE.formatted(filter.text()))
        .execute(parameters)
        .map(PolicyRows::versions);
  }

  @Override
  public Uni<List<PolicyVersion>> versions(SqlConnection tx, PartnerId partner, PolicyId policy) {
    return tx.preparedQuery(PolicySql.VERSIONS)
        .execute(Tuple.of(partner.value(), policy.value()))
        .map(PolicyRows::versions);
  }

  @Override
  public Uni<Optional<PolicyVersion>> lock(
      SqlConnection tx, PartnerId partner, PolicyId policy, int version) {
    return tx.preparedQuery(PolicySql.LOCK)
        .execute(Tuple.of(partner.value(), policy.value(), version))
        .map(PolicyRows::versions)
        .map(found -> found.stream().findFirst());
  }

  @Override
  public Uni<PolicyId> policyOf(SqlConnection tx, Actor actor, OperationCode operation) {
    return tx.preparedQuery(PolicySql.ENSURE)
        .execute(Tuple.of(actor.partner().value(), operation.value(), actor.person().value()))
        .chain(() ->
            tx.preparedQuery(PolicySql.FIND)
                .execute(Tuple.of(actor.partner().value(), operation.value())))
        .map(rows -> new PolicyId(rows.iterator().next().getUUID("id")));
  }

  @Override
  public Uni<Optional<PolicyVersion>> draft(
      SqlConnection tx, Actor actor, PolicyId policy, OperationCode operation, Wording wording) {
    return tx.preparedQuery(PolicySql.DRAFT)
        .execute(
            Tuple.of(
                actor.partner().value(),
                policy.value(),
                operation.value(),
                PolicyRows.text(wording.terms()),
                new String[] {actor.person().value()},
                wording.reason().orElse(null)))
        .map(PolicyRows::versions)
        .map(inserted -> inserted.stream().findFirst())
        .call(draft -> draft.isEmpty() ? NOTHING : tell(tx, actor, draft.get(), DRAFTED));
  }

  @Override
  public Uni<PolicyVersion> edit(
      SqlConnection tx, Actor actor, PolicyVersion draft, Wording wording) {
    var text = PolicyRows.text(wording.terms());
    return change(tx, actor, PolicySql.EDIT, draft, text, wording.reason().orElse(null))
        .call(edited -> tell(tx, actor, edited, DRAFTED));
  }

  @Override
  public Uni<PolicyVersion> submit(SqlConnection tx, Actor actor, PolicyVersion open) {
    return change(tx, actor, PolicySql.SUBMIT, open)
        .call(submitted -> tell(tx, actor, submitted, SUBMITTED))
        .call(submitted ->
            open.state() == PolicyVersion.State.SHADOW
                ? publish(tx, actor.partner(), submitted)
                : NOTHING);
  }

  @Override
  public Uni<PolicyVersion> shadow(SqlConnection tx, Actor actor, PolicyVersion draft) {
    return change(tx, actor, PolicySql.SHADOW, draft)
        .call(shadow -> tell(tx, actor, shadow, SHADOWED))
        .call(shadow -> publish(tx, actor.partner(), shadow));
  }

  @Override
  public Uni<PolicyVersion> unshadow(SqlConnection tx, Actor actor, PolicyVersion shadow) {
    return change(tx, actor, PolicySql.UNSHADOW, shadow)
        .call(draft -> tell(tx, actor, draft, UNSHADOWED))
        .call(draft -> publish(tx, actor.partner(), draft));
  }

  @Override
  public Uni<Void> delete(SqlConnection tx, Actor actor, PolicyVersion draft) {
    return tx.preparedQuery(PolicySql.DELETE)
        .execute(
            Tuple.of(actor.partner().value(), draft.policy().value(), draft.version(), draft.row()))
        .replaceWithVoid();
  }

  @Override
  public Uni<PolicyVersion> retire(
      SqlConnection tx, Actor actor, PolicyVersion version, String reason) {
    return change(tx, actor, PolicySql.RETIRE, version, reason)
        .call(retired -> tell(tx, actor, retired, RETIRED))
        .call(retired -> publish(tx, actor.partner(), retired));
  }

  @Override
  public Uni<PolicyVersion> activate(
      SqlConnection tx, Actor actor, PolicyVersion inReview, Start start) {
    var from = start.from().orElse(null);
    var operation = inReview.operation().value();
    var replaced = Tuple.of(actor.partner().value(), operation, actor.person().value(), from);
    return tx.preparedQuery(PolicySql.REPLACE)
        .execute(replaced)
        .map(PolicyRows::versions)
        .call(old -> old.isEmpty() ? NOTHING : tell(tx, actor, old.getFirst(), RETIRED))
        .chain(() ->
            change(tx, actor, PolicySql.ACTIVATE, inReview, from, start.reviewBy().orElse(null)))
        .call(active -> tell(tx, actor, active, ACTIVATED))
        .call(active -> publish(tx, actor.partner(), active));
  }

  @Override
  public Uni<PolicyVersion> confirm(
      SqlConnection tx, Actor actor, PolicyVersion active, LocalDate reviewBy, String reason) {
    return change(tx, actor, PolicySql.CONFIRM, active, reviewBy, reason)
        .call(confirmed -> tell(tx, actor, confirmed, REVIEW_CONFIRMED, Optional.of(reason)));
  }

  @Override
  public Uni<Void> tellReviewsDue(SqlConnection tx, Actor actor, LocalDate today) {
    return tx.preparedQuery(PolicySql.TELL_REVIEWS_DUE)
        .execute(Tuple.of(actor.partner().value(), today))
        .onItem()
        .transformToMulti(rows -> Multi.createFrom().iterable(PolicyRows.versions(rows)))
        .onItem()
        .transformToUniAndConcatenate(due -> tell(tx, actor, due, REVIEW_DUE, Optional.empty()))
        .collect()
        .asList()
        .replaceWithVoid();
  }

  @Override
  public Uni<Long> reviewsDue(SqlConnection tx, PartnerId partner, LocalDate today) {
    return tx.preparedQuery(PolicySql.REVIEWS_DUE)
        .execute(Tuple.of(partner.value(), today))
        .map(rows -> rows.iterator().next().getLong("due"));
  }

  @Override
  public Uni<Void> install(
      SqlConnection tx, Actor actor, PersonId author, OperationCode operation, Terms terms) {
    return policyOf(tx, actor, operation)
        .flatMap(policy ->
            tx.preparedQuery(PolicySql.INSTALL)
                .execute(
                    Tuple.of(
                        actor.partner().value(),
                        policy.value(),
                        operation.value(),
                        PolicyRows.text(terms),
                        new String[] {author.value()},
                        actor.person().value())))
        .map(rows -> PolicyRows.versions(rows).getFirst())
        .call(active -> tell(tx, actor, active, ACTIVATED))
        .flatMap(active -> publish(tx, actor.partner(), active));
  }

  private static Uni<PolicyVersion> change(
      SqlConnection tx, Actor actor, String sql, PolicyVersion version, @Nullable Object... more) {
    var row =
        Tuple.of(
            actor.partner().value(),
            version.policy().value(),
            version.version(),
            version.row(),
            actor.person().value());
    for (var value : more) {
      row.addValue(value);
    }
    return tx.preparedQuery(sql).execute(row).map(rows -> PolicyRows.versions(rows).getFirst());
  }

  /** What happened to the version, for who keeps the history of policies. */
  private Uni<Void> tell(SqlConnection tx, Actor actor, PolicyVersion version, String type) {
    return outbox.policyEvent(tx, actor.partner(), type, PolicyEventJson.of(actor, version, type));
  }

  private Uni<Void> tell(
      SqlConnection tx, Actor actor, PolicyVersion version, String type, Optional<String> reason) {
    var event = PolicyEventJson.of(actor, version, type, reason);
    return outbox.policyEvent(tx, actor.partner(), type, event);
  }

  /** Everything that is heard of the policy now; nothing is a tombstone. */
  private Uni<Void> publish(SqlConnection tx, PartnerId partner, PolicyVersion changed) {
    var of = Tuple.of(partner.value(), changed.policy().value());
    return tx.preparedQuery(PolicySql.PUBLISHED)
        .execute(of)
        .map(rows -> rows.iterator().next().getInteger("revision"))
        .flatMap(revision ->
            tx.preparedQuery(PolicySql.LIVE)
                .execute(of)
                .map(PolicyRows::versions)
                .flatMap(live ->
                    tx.preparedQuery(PolicySql.SHADOWS)
                        .execute(of)
                        .map(PolicyRows::versions)
                        .map(shadows -> body(partner, changed, revision, live, shadows)))
                .flatMap(body ->
                    outbox.policy(tx, partner, body.operation(), revision, Json.bytes(body))));
  }

  private static PolicyJson body(
      PartnerId partner,
      PolicyVersion changed,
      int revision,
      List<PolicyVersion> live,
      List<PolicyVersion> shadows) {
    return new PolicyJson(
        partner.value(),
        changed.operation().value(),
        revision,
        live.stream().map(PolicyRows::live).toList(),
        shadows.stream().map(PolicyRows::shadow).toList());
  }
}
