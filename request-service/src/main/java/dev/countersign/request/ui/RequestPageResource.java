package dev.countersign.request.ui;

import dev.countersign.platform.web.Caller;
import dev.countersign.platform.web.Cursor;
import dev.countersign.platform.web.ProblemException;
import dev.countersign.request.read.Inbox;
import dev.countersign.request.read.RequestSummary;
import dev.countersign.request.read.RequestViews;
import dev.countersign.request.read.Viewer;
import dev.countersign.request.ui.RequestsPage.Show;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
  private final RequestReading reading;
  private final Inbox inbox;
  private final Caller caller;
  private final Cursor cursors;

  RequestPageResource(
      RequestViews requests, RequestReading reading, Inbox inbox, Caller caller, Cursor cursors) {
    this.requests = requests;
    this.reading = reading;
    this.inbox = inbox;
    this.caller = caller;
    this.cursors = cursors;
  }

  @GET
  @Operation(hidden = true)
  public Uni<TemplateInstance> list(
      @RestQuery @Nullable String show, @RestQuery @Nullable String cursor) {
    var shown = shown(show);
    var viewer = viewer();
    var before = cursor == null ? null : position(shown, cursor);
    return requests
        .list(viewer, List.of(shown.filter(viewer)), before, PAGE_SIZE + 1)
        .map(found -> page(shown, found))
        .flatMap(page -> inbox.count(viewer).map(waiting -> Pages.requests(page, waiting)));
  }

  @GET
  @Path("/{id}")
  @Operation(hidden = true)
  public Uni<TemplateInstance> show(String id) {
    var viewer = viewer();
    return reading
        .read(viewer, PageIds.of(id))
        .map(material ->
            new RequestPages(material, Clock.systemUTC().instant()).page(Optional.empty(), ""))
        .flatMap(page -> inbox.count(viewer).map(waiting -> Pages.request(page, waiting)));
  }

  private Viewer viewer() {
    return new Viewer(caller.partner(), caller.person());
  }

  private static Show shown(@Nullable String key) {
    return key == null
        ? Show.OPEN
        : Arrays.stream(Show.values())
            .filter(show -> show.key().equals(key))
            .findFirst()
            .orElseThrow(ProblemException::notFound);
  }

  private UUID position(Show shown, String cursor) {
    return UUID.fromString(cursors.open(caller.partner(), query(shown), cursor).getFirst());
  }

  private RequestsPage page(Show shown, List<RequestSummary> found) {
    var now = Clock.systemUTC().instant();
    var rows =
        found.stream().limit(PAGE_SIZE).map(request -> RequestsPage.Row.of(request, now)).toList();
    var next =
        found.size() > PAGE_SIZE
            ? cursors.seal(caller.partner(), query(shown), List.of(rows.getLast().id()))
            : "";
    return new RequestsPage(shown, rows, next);
  }

  private static String query(Show shown) {
    return "requests page " + shown;
  }
}
