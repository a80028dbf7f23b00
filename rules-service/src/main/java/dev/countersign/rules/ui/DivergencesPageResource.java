package dev.countersign.rules.ui;

import static dev.countersign.rules.ui.PolicyReading.APPROVAL_CONFIGS;
import static dev.countersign.rules.ui.PolicyReading.POLICY_ADMIN;

import dev.countersign.rules.app.ReviewPolicy.Target;
import dev.countersign.rules.app.backtest.ReadDivergences;
import dev.countersign.rules.core.policy.PolicyId;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The page of what a shadow would have answered otherwise. */
@Path("/policies/{id}/versions/{version}/divergences")
@RolesAllowed({POLICY_ADMIN, APPROVAL_CONFIGS})
@Produces(MediaType.TEXT_HTML)
public class DivergencesPageResource {

  private static final int SHOWN = 50;

  private final PolicyReading reading;
  private final ReadDivergences divergences;

  DivergencesPageResource(PolicyReading reading, ReadDivergences divergences) {
    this.reading = reading;
    this.divergences = divergences;
  }

  @GET
  @Operation(hidden = true)
  public Uni<TemplateInstance> page(@PathParam("id") UUID id, @PathParam("version") int version) {
    var partner = reading.actor().partner();
    var target = new Target(new PolicyId(id), version);
    return reading
        .inTransaction(tx -> reading.find(tx, target))
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .map(it -> DivergencesPage.of(it, divergences.of(partner, it, SHOWN)))
        .map(BacktestPages::divergences);
  }
}
