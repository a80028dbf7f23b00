package dev.countersign.rules.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.platform.messaging.InvalidJson;
import dev.countersign.platform.storage.TenantTransaction;
import dev.countersign.platform.web.Caller;
import dev.countersign.platform.web.ProblemException;
import dev.countersign.platform.web.WithoutEffect;
import dev.countersign.rules.app.DraftPolicy;
import dev.countersign.rules.app.DraftPolicy.Preview;
import dev.countersign.rules.json.InvalidPolicy;
import dev.countersign.rules.json.PolicyImport;
import dev.countersign.rules.json.PolicyYaml;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Policies as code: read in another notation, and tried before they are drafted. */
@Path("/v1/policies")
@Tag(name = "Policies")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class PolicyCodeResource {

  private final Caller caller;
  private final TenantTransaction transaction;
  private final DraftPolicy draftPolicy;

  PolicyCodeResource(Caller caller, TenantTransaction transaction, DraftPolicy draftPolicy) {
    this.caller = caller;
    this.transaction = transaction;
    this.draftPolicy = draftPolicy;
  }

  @POST
  @WithoutEffect
  @Path("conversions")
  @Consumes({"application/yaml", MediaType.TEXT_PLAIN})
  @Operation(
      summary = "A configuration of another system, or YAML, as a policy document",
      description = "Nothing is kept. Without a shape the text is a policy in YAML or JSON.")
  public JsonNode convert(
      @NotNull String text, @QueryParam("shape") PolicyImport.@Nullable Shape shape) {
    try {
      var source = PolicyYaml.read(text);
      return shape == null ? source : PolicyImport.read(shape, source);
    } catch (InvalidPolicy invalid) {
      throw RulesResponses.invalid(invalid);
    } catch (InvalidJson invalid) {
      throw new ProblemException(422, "document_unreadable", "This is no document of ours.");
    }
  }

  @POST
  @WithoutEffect
  @Path("previews")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Dry run of a draft: what it would change, and what the analysis says",
      description = "Nothing is kept.")
  public Uni<PolicyPreview> preview(
      @Schema(implementation = Object.class) @NotNull JsonNode request) {
    var body = PolicyBody.of(request);
    var actor = RulesResponses.actor(caller.partner(), caller.person());
    return transaction
        .run(
            Set.of(actor.partner().value()),
            tx -> draftPolicy.preview(tx, actor, body.operation().orElse(""), body::wording))
        .map(RulesResponses::accepted)
        .map(PolicyCodeResource::view);
  }

  private static PolicyPreview view(Preview preview) {
    return PolicyPreview.of(preview);
  }
}
