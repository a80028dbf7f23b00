package dev.countersign.escalation.rest;

import dev.countersign.escalation.app.Actor;
import dev.countersign.escalation.app.ListTimers;
import dev.countersign.escalation.core.PartnerId;
import dev.countersign.escalation.core.RequestId;
import dev.countersign.platform.web.Caller;
import dev.countersign.platform.web.Filter;
import dev.countersign.platform.web.Filters;
import dev.countersign.platform.web.Filters.Field;
import dev.countersign.platform.web.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What will happen to a request when nobody does anything, and when. */
@Path("/v1/timers")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Timers")
public class TimerResource {

  private static final Map<String, Field> FILTERS = Map.of("requestId", Field.id("request_id"));

  private final ListTimers listTimers;
  private final Caller caller;

  TimerResource(ListTimers listTimers, Caller caller) {
    this.listTimers = listTimers;
    this.caller = caller;
  }

  @GET
  @Operation(summary = "The timers of one request of the caller's partner")
  @Parameter(
      name = "requestId.eq",
      in = ParameterIn.QUERY,
      required = true,
      schema = @Schema(implementation = UUID.class))
  @APIResponse(responseCode = "200", description = "Of a foreign or unknown request: none")
  @APIResponse(responseCode = "400", description = "A problem: the filter is missing or wrong")
  @APIResponse(responseCode = "401", description = "A problem: no valid token")
  @APIResponse(responseCode = "403", description = "A problem: the token names no partner")
  public Uni<TimerList> list(@Context UriInfo uri) {
    var actor = new Actor.Human(new PartnerId(caller.partner()), caller.person());
    return listTimers
        .of(actor, request(uri))
        .map(found -> new TimerList(found.stream().map(TimerView::of).toList()));
  }

  private static RequestId request(UriInfo uri) {
    var filters = Filters.parse(uri.getQueryParameters(), FILTERS);
    if (filters.size() == 1
        && filters.getFirst().op() == Filter.Op.EQ
        && filters.getFirst().value() instanceof UUID id) {
      return new RequestId(id);
    }
    throw new ProblemException(400, "filter_required", "This list needs requestId.eq.");
  }
}
