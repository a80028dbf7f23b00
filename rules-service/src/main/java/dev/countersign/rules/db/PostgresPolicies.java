package dev.countersign.rules.db;

import dev.countersign.platform.messaging.Json;
import dev.countersign.rules.app.Actor;
import dev.countersign.rules.app.Policies;
import dev.countersign.rules.app.PolicyVersion;
import dev.countersign.rules.core.PersonId;
import dev.countersign.rules.core.operation.OperationCode;
import dev.countersign.rules.core.partner.PartnerId;
import dev.countersign.rules.core.policy.LivePolicy;
import dev.countersign.rules.core.policy.PolicyId;
import dev.countersign.rules.core.policy.Terms;
import dev.countersign.rules.json.PolicyJson;
import dev.countersign.rules.json.PolicyWriter;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * Policies in PostgreSQL. What a version may become is guarded twice: by the use case, which says
 * it kindly, and by the table's triggers and constraints, which nobody gets around.
 */
@ApplicationScoped
class PostgresPolicies implements Policies {

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
      SqlConnection tx, Actor actor, PolicyId policy, OperationCode operation, Terms terms) {
    return tx.preparedQuery(PolicySql.DRAFT)
        .execute(
            Tuple.of(
                actor.partner().value(),
                policy.value(),
                operation.value(),
                written(terms),
                new String[] {actor.person().value()}))
        .map(PolicyRows::versions)
        .map(inserted -> inserted.stream().findFirst());
  }

  @Override
  public Uni<PolicyVersion> edit(SqlConnection tx, Actor actor, PolicyVersion draft, Terms terms) {
    return change(tx, actor, PolicySql.EDIT, draft, written(terms));
  }

  @Override
  public Uni<PolicyVersion> submit(SqlConnection tx, Actor actor, PolicyVersion draft) {
    return change(tx, actor, PolicySql.SUBMIT, draft);
  }

  @Override
  public Uni<PolicyVersion> activate(SqlConnection tx, Actor actor, PolicyVersion inReview) {
    return tx.preparedQuery(PolicySql.RETIRE)
        .execute(Tuple.of(actor.partner().value(), inReview.operation().value()))
        .chain(() -> change(tx, actor, PolicySql.ACTIVATE, inReview))
        .call(active -> publish(tx, actor.partner(), active));
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
                        written(terms),
                        new String[] {author.value()},
                        actor.person().value())))
        .map(rows -> PolicyRows.versions(rows).getFirst())
        .flatMap(active -> publish(tx, actor.partner(), active));
  }

  private static Uni<PolicyVersion> change(
      SqlConnection tx, Actor actor, String sql, PolicyVersion version, Object... more) {
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

  private Uni<Void> publish(SqlConnection tx, PartnerId partner, PolicyVersion active) {
    var live =
        new PolicyJson.Live(
            active.policy().value(),
            active.version(),
            LivePolicy.Use.GATE,
            active.activatedAt().orElseThrow(),
            null,
            PolicyWriter.write(active.terms()));
    var operation = active.operation().value();
    var body = new PolicyJson(partner.value(), operation, active.version(), List.of(live));
    return outbox.policy(tx, partner, operation, active.version(), Json.bytes(body));
  }

  private static String written(Terms terms) {
    return PolicyRows.text(terms);
  }
}
