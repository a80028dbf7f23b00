package dev.countersign.request.ui;

import dev.countersign.platform.web.Caller;
import dev.countersign.platform.web.Cursor;
import dev.countersign.platform.web.Filter;
import dev.countersign.platform.web.ProblemException;
import dev.countersign.request.read.RequestSummary;
import dev.countersign.request.read.RequestViews;
import dev.countersign.request.read.Reviews;
import dev.countersign.request.read.Viewer;
import dev.countersign.request.ui.RequestsPage.Show;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The list of requests and the page of one. */
@Path("/requests")
@Authenticated
@Produces(MediaType.TEXT_HTML)
public class RequestPageResource {

  private static final int PAGE_SIZE = 50;

  private final RequestViews requests;
  private final Visitor visitor;
  private final Caller caller;
  private final Cursor cursors;
  private final Speech speech;

  RequestPageResource(
      RequestViews requests, Visitor visitor, Caller caller, Cursor cursors, Speech speech) {
    this.requests = requests;
    this.visitor = visitor;
    this.caller = caller;
    this.cursors = cursors;
    this.speech = speech;
  }

  @GET
  @Operation(hidden = true)
  public Uni<TemplateInstance> list(
      @Context UriInfo uri, @RestQuery @Nullable String show, @RestQuery @Nullable String cursor) {
    var viewer = visitor.viewer();
    var filters =
        PageFilters.of(uri.getQueryParameters(), RequestViews.FILTERS, Set.of("show", "cursor"));
    var asked = new Asked(shown(show), filters);
    var before = cursor == null ? null : position(asked, cursor);
    return requests
        .list(viewer, asked.filters(viewer), before, PAGE_SIZE + 1)
        .map(found -> page(asked, found))
        .flatMap(page -> visitor.waiting().map(waiting -> Pages.requests(page, waiting)));
  }

  /** A tab and its filters. */
  private record Asked(Show shown, PageFilters narrowed) {
    List<Filter> filters(Viewer viewer) {
      var all = new ArrayList<>(narrowed.filters());
      all.add(shown.filter(viewer));
      return all;
    }

    String query() {
      return "requests page " + shown + " " + narrowed.filters();
    }
  }

  @GET
  @Path("/{id}")
  @Operation(hidden = true)
  public Uni<TemplateInstance> show(String id) {
    return visitor.show(PageIds.of(id));
  }

  private static Show shown(@Nullable String key) {
    return key == null
        ? Show.OPEN
        : Arrays.stream(Show.values())
            .filter(show -> show.key().equals(key))
            .findFirst()
            .orElseThrow(ProblemException::notFound);
  }

  private UUID position(Asked asked, String cursor) {
    return UUID.fromString(cursors.open(caller.partner(), asked.query(), cursor).getFirst());
  }

  private RequestsPage page(Asked asked, List<RequestSummary> found) {
    var now = Clock.systemUTC().instant();
    var rows =
        found.stream()
            .limit(PAGE_SIZE)
            .map(request -> RequestsPage.Row.of(request, now, speech.tongue()))
            .toList();
    var next =
        found.size() > PAGE_SIZE
            ? cursors.seal(caller.partner(), asked.query(), List.of(rows.getLast().id()))
            : "";
    var office =
        new RequestsPage.Office(
            Reviews.READERS.stream().anyMatch(caller::isIn),
            caller.isIn("auditor") || caller.isIn("operator"));
    return new RequestsPage(asked.shown(), rows, next, asked.narrowed(), office);
  }
}
