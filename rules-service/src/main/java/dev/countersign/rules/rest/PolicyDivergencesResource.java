package dev.countersign.rules.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.platform.storage.TenantTransaction;
import dev.countersign.platform.web.Caller;
import dev.countersign.platform.web.Filters;
import dev.countersign.platform.web.ProblemException;
import dev.countersign.rules.app.Actor;
import dev.countersign.rules.app.Policies;
import dev.countersign.rules.app.PolicyVersion;
import dev.countersign.rules.app.backtest.ReadDivergences;
import dev.countersign.rules.core.policy.PolicyId;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Where policy versions in the shadow differ from the one in force (N-02). */
@Path("/v1/policies/{id}/versions")
@Tag(name = "Policies")
@RolesAllowed({"policy_admin", "APPROVAL_CONFIGS"})
@Produces(MediaType.APPLICATION_JSON)
public class PolicyDivergencesResource {

  private final Caller caller;
  private final TenantTransaction transaction;
  private final Policies policies;
  private final ReadDivergences divergences;

  PolicyDivergencesResource(
      Caller caller,
      TenantTransaction transaction,
      Policies policies,
      ReadDivergences divergences) {
    this.caller = caller;
    this.transaction = transaction;
    this.policies = policies;
    this.divergences = divergences;
  }

  /** Where a version differed from the one in force while it stood in the shadow. */
  @Schema(name = "PolicyDivergences")
  public record DivergencesView(
      UUID policyId,
      int version,
      @Schema(description = "Since when it is, or was last, in the shadow.")
          @Nullable OffsetDateTime since,
      @Schema(description = "Divergences since then that are still on the topic.") long total,
      @Schema(description = "False if there were too many to read them all.") boolean complete,
      Map<String, Long> changes,
      @Schema(
              implementation = Object[].class,
              description = "The last ones, as on approvals.policy-shadow.v1; newest first.")
          List<JsonNode> newest) {}

  @GET
  @Path("{version}/divergences")
  @Operation(
      summary = "Where a version in the shadow differs from the one in force",
      description = "Read from approvals.policy-shadow.v1, which keeps them for 30 days.")
  public Uni<DivergencesView> divergences(
      @PathParam("id") UUID id,
      @PathParam("version") int version,
      @QueryParam("limit") @Nullable String limit) {
    var actor = actor();
    var shown = Filters.limit(limit);
    return transaction
        .run(
            Set.of(actor.partner().value()),
            tx -> policies.versions(tx, actor.partner(), new PolicyId(id)))
        .map(versions ->
            versions.stream()
                .filter(it -> it.version() == version)
                .findFirst()
                .orElseThrow(ProblemException::notFound))
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .map(found -> view(found, divergences.of(actor.partner(), found, shown)));
  }

  private static DivergencesView view(PolicyVersion of, ReadDivergences.Divergences found) {
    return new DivergencesView(
        of.policy().value(),
        of.version(),
        of.shadowFrom().orElse(null),
        found.total(),
        found.complete(),
        found.changes(),
        found.newest());
  }

  private Actor actor() {
    return RulesResponses.actor(caller.partner(), caller.person());
  }
}
