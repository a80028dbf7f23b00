package dev.countersign.notification.rest;

import dev.countersign.notification.app.Actor;
import dev.countersign.notification.app.DeliveryLog;
import dev.countersign.notification.app.Endpoints;
import dev.countersign.notification.app.SetEndpoint;
import dev.countersign.notification.app.SetEndpoint.Answer;
import dev.countersign.platform.web.Caller;
import dev.countersign.platform.web.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The partner's one webhook endpoint, and what became of the calls to it. */
@Path("/v1/webhooks")
@Tag(name = "Webhooks")
@Produces(MediaType.APPLICATION_JSON)
public class WebhookResource {
  private final Caller caller;
  private final SetEndpoint setEndpoint;
  private final Endpoints endpoints;
  private final DeliveryLog log;
  private final DeliveryPages pages;

  WebhookResource(
      Caller caller,
      SetEndpoint setEndpoint,
      Endpoints endpoints,
      DeliveryLog log,
      DeliveryPages pages) {
    this.caller = caller;
    this.setEndpoint = setEndpoint;
    this.endpoints = endpoints;
    this.log = log;
    this.pages = pages;
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("partner_admin")
  @Operation(
      summary = "Set the endpoint",
      description = "Enables it, and makes a new signing secret that only this answer shows.")
  public Uni<EndpointView> set(@NotNull @Valid EndpointRequest request) {
    return setEndpoint
        .set(actor(), request.url(), Optional.ofNullable(request.acceptOverride()))
        .map(answer ->
            switch (answer) {
              case Answer.Done(var endpoint, var secret) -> EndpointView.of(endpoint, secret);
              case Answer.NotAllowed(var code) -> throw notAllowed(code);
            });
  }

  @GET
  @RolesAllowed({"partner_admin", "operator", "auditor"})
  @Operation(summary = "Show the endpoint")
  public Uni<EndpointView> show() {
    return endpoints
        .find(caller.partner())
        .map(found -> EndpointView.of(found.orElseThrow(ProblemException::notFound)));
  }

  @DELETE
  @RolesAllowed("partner_admin")
  @Operation(
      summary = "Remove the endpoint",
      description = "Calls that still waited for it are suppressed.")
  public Uni<Void> remove() {
    return endpoints.remove(actor()).invoke(WebhookResource::requireFound).replaceWithVoid();
  }

  @GET
  @Path("/deliveries")
  @RolesAllowed({"partner_admin", "operator", "auditor"})
  @Operation(summary = "List the calls and their attempts, the newest first")
  public Uni<DeliveryPage> deliveries(
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
      @QueryParam("cursor") @Nullable String cursor) {
    return pages.page(caller.partner(), "webhook-deliveries", cursor, limit, log::calls);
  }

  private Actor actor() {
    return new Actor(caller.partner(), caller.person());
  }

  private static void requireFound(boolean found) {
    if (!found) {
      throw ProblemException.notFound();
    }
  }

  private static ProblemException notAllowed(String code) {
    return new ProblemException(
        422,
        code.toLowerCase(Locale.ROOT),
        "Expected an https URL on port 443 or 8443 whose every address is public.");
  }
}
