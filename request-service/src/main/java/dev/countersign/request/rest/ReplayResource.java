package dev.countersign.request.rest;

import dev.countersign.platform.web.Caller;
import dev.countersign.request.app.Actor;
import dev.countersign.request.app.ledger.ReplayLedger;
import dev.countersign.request.app.ledger.ReplayLedger.Difference;
import dev.countersign.request.core.PersonId;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Whether the live rows are what the ledgers say (N-10). */
@Path("/v1/ledger")
@Authenticated
@Tag(name = "Ledger")
public class ReplayResource {
  private static final Set<String> READERS = Set.of("auditor", "controller", "operator");
  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private final ReplayLedger replayLedger;
  private final Caller caller;

  ReplayResource(ReplayLedger replayLedger, Caller caller) {
    this.replayLedger = replayLedger;
    this.caller = caller;
  }

  /** A part of the requests; {@code next} is where the next part begins, and absent at the end. */
  public record ReplayDocument(
      int requests, int entries, @Nullable UUID next, List<Difference> differences) {}

  @GET
  @Path("/replay")
  @Operation(
      summary = "Rebuilds requests from their ledgers and names what the live rows say otherwise",
      description =
          "Requests by id, 200 at a time: ask again with after=next until next is absent. A"
              + " difference names table, key and column; the column * means the whole row.")
  public Uni<ReplayDocument> replay(@RestQuery @Nullable String after) {
    caller.requireAny(READERS, "auditor");
    var actor = new Actor.Human(caller.partner(), new PersonId(caller.person()), caller.groups());
    return replayLedger
        .handle(actor, after == null ? BEFORE_ALL : Ids.of(after))
        .map(page ->
            new ReplayDocument(
                page.requests(), page.entries(), page.next().orElse(null), page.differences()));
  }
}
