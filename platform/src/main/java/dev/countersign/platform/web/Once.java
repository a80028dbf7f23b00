package dev.countersign.platform.web;

import dev.countersign.platform.storage.TenantTransaction;
import dev.countersign.platform.web.Idempotency.Answer;
import dev.countersign.platform.web.Idempotency.Asking;
import dev.countersign.platform.web.Idempotency.Reply;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.function.Supplier;

/** Lets a door ask a use case once per key, whatever transactions the use case runs of itself. */
@ApplicationScoped
public class Once {
  private final TenantTransaction transaction;
  private final Idempotency idempotency;

  Once(TenantTransaction transaction, Idempotency idempotency) {
    this.transaction = transaction;
    this.idempotency = idempotency;
  }

  /** The work and the key are one transaction: neither is there without the other. */
  public <R> Uni<Answer<R>> ask(Asking asking, Supplier<Uni<Answer<R>>> work) {
    var partners = Set.of(asking.partner());
    return transaction.run(
        partners,
        connection ->
            idempotency.answer(
                connection, asking, () -> TenantTransaction.within(partners, connection, work)));
  }

  /**
   * For work of many transactions each of which is harmless to repeat: the key is taken first, the
   * answer is kept last, and whoever asks between the two does the work again.
   */
  public Uni<Reply> askInParts(Asking asking, Supplier<Uni<Reply>> work) {
    var partners = Set.of(asking.partner());
    return transaction
        .run(partners, connection -> idempotency.claim(connection, asking))
        .flatMap(kept ->
            kept.map(reply -> Uni.createFrom().item(reply))
                .orElseGet(() ->
                    work.get()
                        .call(reply ->
                            transaction.run(
                                partners,
                                connection -> idempotency.settle(connection, asking, reply)))));
  }
}
