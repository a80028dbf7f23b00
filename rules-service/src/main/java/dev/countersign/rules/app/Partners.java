package dev.countersign.rules.app;

import dev.countersign.rules.core.partner.Partner;
import dev.countersign.rules.core.partner.PartnerId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Where partners are kept. */
public interface Partners {

  Uni<Optional<Partner>> find(SqlConnection tx, PartnerId id);

  /** The partner as it was at an instant. */
  Uni<Optional<Partner>> asOf(SqlConnection tx, PartnerId id, OffsetDateTime at);

  /** Locked until the transaction ends. */
  Uni<Optional<Partner>> lock(SqlConnection tx, PartnerId id);

  /** Adds or replaces the partner, whose version says which, and publishes it. */
  Uni<Void> save(SqlConnection tx, Actor actor, Partner partner);
}
