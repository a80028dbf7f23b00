package dev.countersign.rules.ui;

import dev.countersign.platform.messaging.Json;
import dev.countersign.platform.storage.TenantTransaction;
import dev.countersign.platform.web.Idempotency;
import dev.countersign.platform.web.Idempotency.Reply;
import dev.countersign.rules.app.Actor;
import dev.countersign.rules.app.PolicyVersion;
import dev.countersign.rules.app.ReviewPolicy.Target;
import dev.countersign.rules.app.Ruling;
import dev.countersign.rules.core.policy.PolicyId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Does what a form asks for once: a second click waits for the first and gets its answer. */
@ApplicationScoped
public class OncePerForm {

  private final PolicyReading reading;
  private final TenantTransaction transaction;
  private final Idempotency idempotency;

  OncePerForm(PolicyReading reading, TenantTransaction transaction, Idempotency idempotency) {
    this.reading = reading;
    this.transaction = transaction;
    this.idempotency = idempotency;
  }

  /** What a form asks of a use case. */
  interface Move {
    Uni<Ruling<PolicyVersion>> make(SqlConnection tx, Actor actor);
  }

  /** The version that the move was about or has made. */
  Uni<Target> run(Idempotency.Asking asking, Move move) {
    var actor = reading.actor();
    return transaction
        .run(
            Set.of(actor.partner().value()),
            tx ->
                idempotency.once(
                    tx,
                    asking,
                    () -> move.make(tx, actor).map(Notices::accepted).map(OncePerForm::reply)))
        .map(OncePerForm::target);
  }

  private static Reply reply(PolicyVersion version) {
    return Reply.json(
        200, Map.of("policy", version.policy().value(), "version", version.version()));
  }

  private static Target target(Reply reply) {
    var body = Json.read(reply.body());
    return new Target(
        new PolicyId(UUID.fromString(body.path("policy").asText())), body.path("version").asInt());
  }
}
