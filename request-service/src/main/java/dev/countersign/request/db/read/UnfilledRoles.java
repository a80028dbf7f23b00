package dev.countersign.request.db.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.platform.messaging.Json;
import dev.countersign.platform.messaging.Topics;
import dev.countersign.request.app.Chain;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/**
 * Finds roles, groups, people and resolvers that policies ask for and nobody can act for, and
 * raises an alert for each new one. A group stands as "group:…", a person as "user:…", a resolver
 * that lists nobody who could act as "resolver:…".
 */
@ApplicationScoped
class UnfilledRoles {
  private static final String CODE = "no_eligible_approver";
  private static final String TYPE = "approval.config_alert";

  private static final String ONE_BY_ONE =
      "select pg_advisory_xact_lock(hashtextextended('roles|' || $1, 0))";

  private static final String LACKING =
      """
      with lacking as (
        select distinct asked.role
          from request.role_in_use u cross join lateral unnest(u.roles) as asked(role)
         where u.partner_id = $1
           and not exists (
             select from (
               select r.person_id as id from request.person_role r
                where r.partner_id = $1 and r.role = asked.role
               union all
               select substr(asked.role, 6) where asked.role like 'user:%'
               union all
               select q.id from request.person q
                where q.partner_id = $1 and asked.role like 'group:%'
                  and q.groups @> array[substr(asked.role, 7)]
               union all
               select l.person_id from request.resolver_listing l
                where l.partner_id = $1 and asked.role like 'resolver:%'
                  and l.resolver = substr(asked.role, 10)) named
               cross join lateral (select from request.person p
                where p.partner_id = $1 and p.id = named.id
                  and p.active and p.service_account_of is null
                  and not exists (
                    select from request.person_leave l
                     where l.partner_id = $1 and l.person_id = p.id
                       and l.from_at <= now() and now() < l.until_at)
                offset 0) present))
      """;

  private static final String RAISE =
      LACKING
          + """
          insert into request.unfilled_role (partner_id, role, since)
          select $1, role, clock_timestamp() from lacking
          on conflict (partner_id, role) where filled_at is null do nothing
          returning role, since,
            array(select u.operation from request.role_in_use u
              where u.partner_id = $1 and unfilled_role.role = any (u.roles)
              order by u.operation) as operations
          """;

  private static final String SETTLE =
      LACKING
          + """
          update request.unfilled_role set filled_at = clock_timestamp()
           where partner_id = $1 and filled_at is null and role not in (select role from lacking)
          """;

  private static final String ALERT =
      """
      insert into request.security_event (partner_id, id, at, actor, code, target_hash, body, topic,
        agg_key, ce_id, ce_type, ce_time, ce_partnerid)
      values ($1, $2, $3, 'request-service', $4, $5, $6, $7, $1, $2, $8, $3, $1)
      """;

  private final Topics topics;

  UnfilledRoles(Topics topics) {
    this.topics = topics;
  }

  /** The published body; the order of its members is part of the contract. */
  record Alert(
      UUID id,
      String type,
      Instant time,
      String partnerId,
      String code,
      String role,
      List<String> operations) {}

  /** Compares what is asked with who is there, in the transaction that changed either. */
  Uni<Void> check(SqlConnection connection, String partner) {
    var row = Tuple.of(partner);
    return connection
        .preparedQuery(ONE_BY_ONE)
        .execute(row)
        .flatMap(_ -> connection.preparedQuery(SETTLE).execute(row))
        .flatMap(_ -> connection.preparedQuery(RAISE).execute(row))
        .onItem()
        .transformToMulti(rows ->
            Multi.createFrom()
                .iterable(
                    RowSets.map(
                        rows,
                        it ->
                            new Alert(
                                UUID.randomUUID(),
                                TYPE,
                                it.getOffsetDateTime("since").toInstant(),
                                partner,
                                CODE,
                                it.getString("role"),
                                List.of(it.getArrayOfStrings("operations"))))))
        .onItem()
        .transformToUniAndConcatenate(alert -> raise(connection, alert))
        .onItem()
        .ignoreAsUni();
  }

  private Uni<Void> raise(SqlConnection connection, Alert alert) {
    var row =
        Tuple.from(
            List.of(
                alert.partnerId(),
                alert.id(),
                alert.time().atOffset(ZoneOffset.UTC),
                CODE,
                Buffer.buffer(Chain.sha256(alert.role().getBytes(UTF_8))),
                Buffer.buffer(Json.bytes(alert)),
                topics.of("approvals.alerts.v1"),
                TYPE));
    return connection.preparedQuery(ALERT).execute(row).replaceWithVoid();
  }
}
