package dev.countersign.rules.rest;

import dev.countersign.platform.web.Caller;
import dev.countersign.platform.web.ProblemException;
import dev.countersign.rules.app.LiveRules;
import dev.countersign.rules.app.OperationRegistry;
import dev.countersign.rules.app.OperationRegistry.Change;
import dev.countersign.rules.app.OperationRegistry.Entry;
import dev.countersign.rules.app.Refusal;
import dev.countersign.rules.app.SaveOperation;
import dev.countersign.rules.core.operation.OperationCode;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * The operation registry: what a producer needs to know to be understood. It is the same for every
 * partner, so changing it is for those who run the platform and no partner's own role.
 */
@Path("/v1/operations")
@Tag(name = "Operations")
@Produces(MediaType.APPLICATION_JSON)
public class OperationsResource {

  private final Caller caller;
  private final LiveRules rules;
  private final OperationRegistry registry;
  private final SaveOperation saveOperation;

  OperationsResource(
      Caller caller, LiveRules rules, OperationRegistry registry, SaveOperation saveOperation) {
    this.caller = caller;
    this.rules = rules;
    this.registry = registry;
    this.saveOperation = saveOperation;
  }

  /** A list of operations. */
  public record OperationList(List<OperationView> items) {}

  @GET
  @Authenticated
  @Operation(summary = "Everything that can be gated, and where its facts stand in an event")
  public OperationList list() {
    return new OperationList(
        rules.operations().stream()
            .sorted(Comparator.comparing(it -> it.code().value()))
            .map(OperationView::of)
            .toList());
  }

  @GET
  @Path("{code}")
  @Authenticated
  @Operation(summary = "One operation; its ETag is needed to change it")
  @APIResponse(responseCode = "200", description = "The operation")
  public Uni<Response> get(@PathParam("code") String code) {
    return registry
        .find(code(code))
        .map(found -> tagged(found.orElseThrow(ProblemException::notFound)));
  }

  @PUT
  @Path("{code}")
  @RolesAllowed("registry_admin")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Add an operation, or replace one: event types, paths, material and declared facts",
      description =
          "Known to every instance within seconds, without a deploy (F-008). Versions of policies"
              + " keep the facts they were written over (F-021). A change needs If-Match.")
  @APIResponse(responseCode = "200", description = "The operation as it is now")
  public Uni<Response> put(
      @PathParam("code") String code,
      @NotNull @Valid OperationBody request,
      @HeaderParam("If-Match") @Nullable String tag) {
    var operation = request.operation(code(code));
    var actor = RulesResponses.actor(caller.partner(), caller.person());
    return registry
        .find(operation.code())
        .map(found -> found.isEmpty() && tag == null ? 0 : RowTag.read(tag))
        .flatMap(revision -> saveOperation.handle(new Change(operation, revision, actor)))
        .map(RulesResponses::accepted)
        .map(OperationsResource::tagged);
  }

  private static OperationCode code(String text) {
    if (!OperationCode.isValid(text)) {
      throw RulesResponses.problem(Refusal.OPERATION_UNKNOWN);
    }
    return new OperationCode(text);
  }

  private static Response tagged(Entry entry) {
    return Response.ok(OperationView.of(entry)).tag(RowTag.of(entry.revision())).build();
  }
}
