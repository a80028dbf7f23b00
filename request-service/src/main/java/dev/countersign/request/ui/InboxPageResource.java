package dev.countersign.request.ui;

import dev.countersign.platform.web.Cursor;
import dev.countersign.request.read.Inbox;
import dev.countersign.request.read.InboxItem;
import dev.countersign.request.read.InboxSearch;
import dev.countersign.request.read.RequestViews;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The page a person starts from: what waits for me. */
@Path("/")
@Authenticated
@Produces(MediaType.TEXT_HTML)
public class InboxPageResource {

  private static final int PAGE_SIZE = 25;

  private final Inbox inbox;
  private final InboxSearch search;
  private final RequestViews requests;
  private final Visitor visitor;
  private final Cursor cursors;
  private final Speech speech;

  InboxPageResource(
      Inbox inbox,
      InboxSearch search,
      RequestViews requests,
      Visitor visitor,
      Cursor cursors,
      Speech speech) {
    this.inbox = inbox;
    this.search = search;
    this.requests = requests;
    this.visitor = visitor;
    this.cursors = cursors;
    this.speech = speech;
  }

  @GET
  @Operation(hidden = true)
  public Response start() {
    return Response.seeOther(URI.create("/inbox")).build();
  }

  @GET
  @Path("inbox")
  @Operation(hidden = true)
  public Uni<TemplateInstance> show(@Context UriInfo uri, @RestQuery @Nullable String cursor) {
    var viewer = visitor.viewer();
    var filters = PageFilters.of(uri.getQueryParameters(), InboxSearch.FILTERS, Set.of("cursor"));
    var query = "inbox page of " + viewer.person() + " " + filters.filters();
    var after = cursor == null ? null : position(query, cursor);
    return Uni.combine()
        .all()
        .unis(
            inbox.count(viewer),
            requests.rolesOf(viewer),
            search.page(viewer, filters.filters(), after, PAGE_SIZE + 1))
        .asTuple()
        .map(read ->
            page(
                new Read(read.getItem3(), read.getItem1(), read.getItem2()),
                filters,
                query,
                cursor))
        .map(Pages::inbox);
  }

  private record Read(List<InboxItem> items, int count, Set<String> roles) {}

  private InboxPage page(Read read, PageFilters filters, String query, @Nullable String cursor) {
    var rows = rows(read.items().stream().limit(PAGE_SIZE).toList(), speech.tongue());
    var next =
        read.items().size() > PAGE_SIZE
            ? cursors.seal(visitor.viewer().partner(), query, List.of(rows.getLast().id()))
            : "";
    var self = "/inbox?" + filters.query() + (cursor == null ? "" : "&cursor=" + cursor);
    var roles = read.roles().stream().sorted().toList();
    return new InboxPage(rows, read.count(), roles, self, next, filters);
  }

  static List<InboxRow> rows(List<InboxItem> items, Tongue tongue) {
    var now = Clock.systemUTC().instant();
    return items.stream().map(item -> InboxRow.of(item, now, tongue)).toList();
  }

  private UUID position(String query, String cursor) {
    return UUID.fromString(cursors.open(visitor.viewer().partner(), query, cursor).getFirst());
  }
}
