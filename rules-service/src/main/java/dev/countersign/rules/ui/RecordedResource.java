package dev.countersign.rules.ui;

import static dev.countersign.rules.ui.PolicyReading.APPROVAL_CONFIGS;
import static dev.countersign.rules.ui.PolicyReading.POLICY_ADMIN;

import dev.countersign.rules.app.LatestEvaluations.Place;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Picks an event that came in, to be tried; only those see them who may run backtests. */
@Path("/policies/try/recorded")
@RolesAllowed({POLICY_ADMIN, APPROVAL_CONFIGS})
@Produces(MediaType.TEXT_HTML)
public class RecordedResource {

  private final TryReading reading;

  RecordedResource(TryReading reading) {
    this.reading = reading;
  }

  @GET
  @Operation(hidden = true)
  public Uni<TemplateInstance> list(
      @QueryParam("operation") @DefaultValue("") String operation,
      @QueryParam("policy") @DefaultValue("") String policy,
      @QueryParam("version") @DefaultValue("") String version) {
    return reading.recorded(operation, asked(policy, version)).map(TryPages::recorded);
  }

  @GET
  @Path("{partition:\\d+}-{offset:\\d+}")
  @Operation(hidden = true)
  public Uni<TemplateInstance> picked(
      @PathParam("partition") int partition,
      @PathParam("offset") long offset,
      @QueryParam("policy") @DefaultValue("") String policy,
      @QueryParam("version") @DefaultValue("") String version) {
    return reading.picked(new Place(partition, offset), asked(policy, version)).map(TryPages::page);
  }

  private static TryPage.Typed asked(String policy, String version) {
    return TryPage.Typed.asked("", "", policy, version);
  }
}
