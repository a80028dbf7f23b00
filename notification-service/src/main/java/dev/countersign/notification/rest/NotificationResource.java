package dev.countersign.notification.rest;

import dev.countersign.notification.app.DeliveryLog;
import dev.countersign.platform.web.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What could not be delivered, so that it is seen and not guessed. */
@Path("/v1/notifications")
@Tag(name = "Notifications")
@Produces(MediaType.APPLICATION_JSON)
public class NotificationResource {
  private final Caller caller;
  private final DeliveryLog log;
  private final DeliveryPages pages;

  NotificationResource(Caller caller, DeliveryLog log, DeliveryPages pages) {
    this.caller = caller;
    this.log = log;
    this.pages = pages;
  }

  @GET
  @Path("/dead")
  @RolesAllowed({"partner_admin", "operator", "auditor"})
  @Operation(summary = "List the deliveries that were given up, the newest first")
  public Uni<DeliveryPage> dead(
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
      @QueryParam("cursor") @Nullable String cursor) {
    return pages.page(caller.partner(), "dead-deliveries", cursor, limit, log::dead);
  }
}
