package dev.countersign.rules.ui;

import dev.countersign.platform.messaging.Json;
import dev.countersign.platform.storage.TenantTransaction;
import dev.countersign.platform.web.Caller;
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
import org.jspecify.annotations.Nullable;

/** Does what a form asks for once: a second click waits for the first and gets its answer. */
@ApplicationScoped
public class OncePerForm {

  private final Caller caller;
  private final PolicyReading reading;
  private final TenantTransaction transaction;
  private final Idempotency idempotency;

  OncePerForm(
      Caller caller,
      PolicyReading reading,
      TenantTransaction transaction,
      Idempotency idempotency) {
    this.caller = caller;
    this.reading = reading;
    this.transaction = transaction;
    this.idempotency = idempotency;
  }

  /** What a form asks of a use case. */
  interface Move {
    Uni<Ruling<PolicyVersion>> make(SqlConnection tx, Actor actor);
  }

  /**
   * Answers the version that the move was about or has made.
   *
   * @param key of the form as it was shown
   * @param what the form asks for, with all that was typed
   */
  Uni<Target> run(@Nullable String key, String what, Move move) {
    var asking = Idempotency.asking(caller, key, "page " + what, new byte[0]);
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
