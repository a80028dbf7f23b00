package dev.countersign.rules.ui;

import static dev.countersign.rules.ui.PolicyReading.APPROVAL_CONFIGS;
import static dev.countersign.rules.ui.PolicyReading.POLICY_ADMIN;

import dev.countersign.rules.app.ReviewPolicy.Target;
import dev.countersign.rules.core.policy.PolicyId;
import dev.countersign.rules.ui.EditorReading.Chosen;
import dev.countersign.rules.ui.EditorReading.Shown;
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
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The tables of workflows and levels (F-179 to F-181). */
@Path("/policies")
@RolesAllowed({POLICY_ADMIN, APPROVAL_CONFIGS})
@Produces(MediaType.TEXT_HTML)
public class EditorPageResource {

  private final EditorReading reading;

  EditorPageResource(EditorReading reading) {
    this.reading = reading;
  }

  @GET
  @Path("workflows")
  @Operation(hidden = true)
  public Uni<TemplateInstance> workflows() {
    return reading.page(Optional.empty(), Shown.NOTHING).map(EditorPages::editor);
  }

  @GET
  @Path("{id}/versions/{version}/levels")
  @Operation(hidden = true)
  public Uni<TemplateInstance> levels(
      @PathParam("id") UUID id,
      @PathParam("version") int version,
      @QueryParam("at") @DefaultValue("") String at,
      @QueryParam("index") @DefaultValue("-1") int index) {
    var level = at.isEmpty() ? Optional.<Chosen>empty() : Optional.of(chosen(at, index));
    var shown = new Shown(EditorPage.WorkflowForm.NOTHING, level, Mistakes.NONE, Optional.empty());
    return reading
        .page(Optional.of(new Target(new PolicyId(id), version)), shown)
        .map(EditorPages::editor);
  }

  private static Chosen chosen(String at, int index) {
    return new Chosen(at, index, Optional.empty());
  }
}
