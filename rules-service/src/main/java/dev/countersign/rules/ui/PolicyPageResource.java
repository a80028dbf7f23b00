package dev.countersign.rules.ui;

import dev.countersign.rules.app.ReviewPolicy.Target;
import dev.countersign.rules.core.policy.PolicyId;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The list of policies and the page of a version. Everybody of the partner reads them. */
@Path("/policies")
@Authenticated
@Produces(MediaType.TEXT_HTML)
public class PolicyPageResource {

  private final PolicyReading reading;

  PolicyPageResource(PolicyReading reading) {
    this.reading = reading;
  }

  @GET
  @Operation(hidden = true)
  public Uni<TemplateInstance> list() {
    return reading.list(PoliciesPage.Typed.NOTHING, Optional.empty()).map(Pages::policies);
  }

  @GET
  @Path("{id}/versions/{version}")
  @Operation(hidden = true)
  public Uni<TemplateInstance> show(@PathParam("id") UUID id, @PathParam("version") int version) {
    return reading
        .version(new Target(new PolicyId(id), version), Optional.empty())
        .map(Pages::policy);
  }
}
