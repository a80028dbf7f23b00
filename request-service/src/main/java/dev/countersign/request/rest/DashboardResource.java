package dev.countersign.request.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.countersign.platform.web.Caller;
import dev.countersign.request.read.Dashboard;
import dev.countersign.request.read.Dashboard.Results;
import dev.countersign.request.read.Dashboard.Standing;
import dev.countersign.request.read.Viewer;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** C-22: how the partner's approvals stand, as numbers. */
@Path("/v1/reports/dashboard")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Reports")
public class DashboardResource {
  private final Dashboard dashboard;
  private final Caller caller;

  DashboardResource(Dashboard dashboard, Caller caller) {
    this.dashboard = dashboard;
    this.caller = caller;
  }

  /** What waits now, and what became of the requests of the last days. */
  public record DashboardDocument(
      @JsonUnwrapped Standing standing, @JsonUnwrapped Results results) {}

  @GET
  @Operation(
      summary =
          "What waits, what is stuck, late or about to expire, and how the last 30 days ended",
      description =
          "For the groups operator, auditor, controller and partner_admin. waiting, operations and"
              + " asked count requests that wait for checkers now; troubles names at most 20 of"
              + " them, blocked ones first, then overdue ones, then those that expire within a"
              + " day; aside and answers count requests of the last 30 days by status, answers"
              + " also the events nobody was asked for.")
  public Uni<DashboardDocument> show() {
    caller.requireAny(Dashboard.READERS, "operator");
    var viewer = new Viewer(caller.partner(), caller.person());
    return dashboard
        .standing(viewer)
        .flatMap(standing ->
            dashboard.results(viewer).map(results -> new DashboardDocument(standing, results)));
  }
}
