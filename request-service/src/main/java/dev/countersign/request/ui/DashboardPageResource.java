package dev.countersign.request.ui;

import dev.countersign.platform.web.Caller;
import dev.countersign.request.read.Dashboard;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * What operations watch (C-22). There is nothing on it to press: what is to be done, is done
 * elsewhere.
 */
@Path("/requests/dashboard")
@Authenticated
@Produces(MediaType.TEXT_HTML)
public class DashboardPageResource {
  private final Dashboard dashboard;
  private final Visitor visitor;
  private final Caller caller;

  DashboardPageResource(Dashboard dashboard, Visitor visitor, Caller caller) {
    this.dashboard = dashboard;
    this.visitor = visitor;
    this.caller = caller;
  }

  @GET
  @Operation(hidden = true)
  public Uni<TemplateInstance> show() {
    return standing()
        .flatMap(now ->
            dashboard
                .results(visitor.viewer())
                .map(results -> DashboardPage.of(now, results, visitor.tongue())))
        .flatMap(page -> visitor.waiting().map(waiting -> Pages.dashboard(page, waiting)));
  }

  /** What the page asks for again and again: of the days behind it, nothing. */
  @GET
  @Path("/standing")
  @Operation(hidden = true)
  public Uni<TemplateInstance> again() {
    return standing().map(Pages::standing);
  }

  private Uni<DashboardPage.Now> standing() {
    caller.requireAny(Dashboard.READERS, "operator");
    return dashboard
        .standing(visitor.viewer())
        .map(standing ->
            DashboardPage.Now.of(standing, Clock.systemUTC().instant(), visitor.tongue()));
  }
}
