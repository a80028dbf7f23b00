package dev.countersign.request.rest;

import dev.countersign.platform.web.Caller;
import dev.countersign.platform.web.Cursor;
import dev.countersign.platform.web.Filters;
import dev.countersign.request.read.Inbox;
import dev.countersign.request.read.InboxItem;
import dev.countersign.request.read.InboxSearch;
import dev.countersign.request.read.Viewer;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What waits for the caller. */
@Path("/v1/inbox")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Inbox")
public class InboxResource {

  private final Inbox inbox;
  private final InboxSearch search;
  private final Caller caller;
  private final Cursor cursors;

  InboxResource(Inbox inbox, InboxSearch search, Caller caller, Cursor cursors) {
    this.inbox = inbox;
    this.search = search;
    this.caller = caller;
    this.cursors = cursors;
  }

  /** How many wait. Counting stops at 100; {@code capped} then says that there may be more. */
  public record CountDocument(int count, boolean capped) {}

  @GET
  @Operation(
      summary = "The open steps that wait for the caller, oldest first",
      description =
          "Filters: field.op=value of operation, subjectId, maker, amount, currency, role,"
              + " createdAt, expiresAt.")
  public Uni<InboxDocument> list(
      @Context UriInfo uri, @RestQuery @Nullable String limit, @RestQuery @Nullable String cursor) {
    var viewer = new Viewer(caller.partner(), caller.person());
    var filters = Filters.parse(uri.getQueryParameters(), InboxSearch.FILTERS);
    var size = Filters.limit(limit);
    var query = "inbox of " + viewer.person() + " " + filters;
    var after = cursor == null ? null : position(query, cursor);
    return search.page(viewer, filters, after, size + 1).map(found -> page(query, found, size));
  }

  @GET
  @Path("/count")
  @Operation(summary = "How many open steps wait for the caller")
  public Uni<CountDocument> count() {
    return inbox
        .count(new Viewer(caller.partner(), caller.person()))
        .map(count -> new CountDocument(count, count >= Inbox.COUNT_CAP));
  }

  private UUID position(String query, String cursor) {
    return UUID.fromString(cursors.open(caller.partner(), query, cursor).getFirst());
  }

  private InboxDocument page(String query, List<InboxItem> found, int size) {
    var shown = found.stream().limit(size).toList();
    var next =
        found.size() > size
            ? cursors.seal(caller.partner(), query, List.of(shown.getLast().requestId().toString()))
            : null;
    return new InboxDocument(shown.stream().map(InboxDocument::item).toList(), next);
  }
}
