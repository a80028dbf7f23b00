package dev.countersign.rules.db;

import dev.countersign.platform.messaging.Json;
import dev.countersign.rules.app.Actor;
import dev.countersign.rules.app.Partners;
import dev.countersign.rules.core.partner.Partner;
import dev.countersign.rules.core.partner.PartnerId;
import dev.countersign.rules.core.partner.Preset;
import dev.countersign.rules.json.PartnerJson;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** Partners in PostgreSQL. */
@ApplicationScoped
class PostgresPartners implements Partners {

  private static final String FIND =
      "select id, name, preset, locks, zone, currency, version from rules.partner where id = $1";

  private static final String AS_OF =
      """
      select body from rules.partner_outbox
      where partner_id = $1 and ce_time::timestamptz <= $2 and body is not null
      order by id desc limit 1
      """;

  private static final String INSERT =
      """
      insert into rules.partner (id, name, preset, locks, zone, currency, version, changed_by)
      values ($1, $2, $3, $4, $5, $6, $7, $8)
      """;

  private static final String UPDATE =
      """
      update rules.partner set name = $2, preset = $3, locks = $4, zone = $5, currency = $6,
        version = $7, changed_by = $8, changed_at = now()
      where id = $1
      """;

  private final Outbox outbox;

  PostgresPartners(Outbox outbox) {
    this.outbox = outbox;
  }

  @Override
  public Uni<Optional<Partner>> find(SqlConnection tx, PartnerId id) {
    return find(tx, id, FIND);
  }

  /** What was published of a partner is what it was. */
  @Override
  public Uni<Optional<Partner>> asOf(SqlConnection tx, PartnerId id, OffsetDateTime at) {
    return tx.preparedQuery(AS_OF)
        .execute(Tuple.of(id.value(), at))
        .map(rows -> {
          var iterator = rows.iterator();
          return iterator.hasNext()
              ? Optional.of(PartnerJson.read(iterator.next().getBuffer("body").getBytes()))
              : Optional.empty();
        });
  }

  @Override
  public Uni<Optional<Partner>> lock(SqlConnection tx, PartnerId id) {
    return find(tx, id, FIND + " for update");
  }

  @Override
  public Uni<Void> save(SqlConnection tx, Actor actor, Partner partner) {
    var row =
        Tuple.of(partner.id().value())
            .addString(partner.name())
            .addString(partner.preset().name())
            .addArrayOfString(partner.locks().toArray(String[]::new))
            .addString(partner.zone())
            .addString(partner.currency())
            .addLong(partner.version())
            .addString(actor.person().value());
    return tx.preparedQuery(partner.version() == 1 ? INSERT : UPDATE)
        .execute(row)
        .chain(() ->
            outbox.partner(
                tx, partner.id(), partner.version(), Json.bytes(PartnerJson.of(partner))));
  }

  private static Uni<Optional<Partner>> find(SqlConnection tx, PartnerId id, String sql) {
    return tx.preparedQuery(sql).execute(Tuple.of(id.value())).map(PostgresPartners::first);
  }

  private static Optional<Partner> first(RowSet<Row> rows) {
    var iterator = rows.iterator();
    return iterator.hasNext() ? Optional.of(partner(iterator.next())) : Optional.empty();
  }

  private static Partner partner(Row row) {
    return new Partner(
        new PartnerId(row.getString("id")),
        row.getString("name"),
        Preset.valueOf(row.getString("preset")),
        List.of(row.getArrayOfStrings("locks")),
        row.getString("zone"),
        row.getString("currency"),
        row.getLong("version"));
  }
}
