package dev.countersign.request.ui;

import dev.countersign.platform.web.Caller;
import dev.countersign.platform.web.Cursor;
import dev.countersign.request.read.Inbox;
import dev.countersign.request.read.InboxItem;
import dev.countersign.request.read.RequestViews;
import dev.countersign.request.read.Viewer;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
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
  private final RequestViews requests;
  private final Caller caller;
  private final Cursor cursors;

  InboxPageResource(Inbox inbox, RequestViews requests, Caller caller, Cursor cursors) {
    this.inbox = inbox;
    this.requests = requests;
    this.caller = caller;
    this.cursors = cursors;
  }

  @GET
  @Operation(hidden = true)
  public Response start() {
    return Response.seeOther(URI.create("/inbox")).build();
  }

  @GET
  @Path("inbox")
  @Operation(hidden = true)
  public Uni<TemplateInstance> show(@RestQuery @Nullable String cursor) {
    var viewer = new Viewer(caller.partner(), caller.person());
    var after = cursor == null ? null : position(viewer, cursor);
    return inbox
        .count(viewer)
        .flatMap(count ->
            requests
                .rolesOf(viewer)
                .flatMap(roles ->
                    inbox
                        .page(viewer, after, PAGE_SIZE + 1)
                        .map(found -> page(viewer, new Read(found, count, roles), cursor))))
        .map(Pages::inbox);
  }

  private record Read(List<InboxItem> items, int count, Set<String> roles) {}

  private UUID position(Viewer viewer, String cursor) {
    return UUID.fromString(cursors.open(viewer.partner(), query(viewer), cursor).getFirst());
  }

  private InboxPage page(Viewer viewer, Read read, @Nullable String cursor) {
    var now = Clock.systemUTC().instant();
    var rows = read.items().stream().limit(PAGE_SIZE).map(item -> InboxRow.of(item, now)).toList();
    var next =
        read.items().size() > PAGE_SIZE
            ? cursors.seal(viewer.partner(), query(viewer), List.of(rows.getLast().id()))
            : "";
    var self = cursor == null ? "/inbox" : "/inbox?cursor=" + cursor;
    return new InboxPage(rows, read.count(), read.roles().stream().sorted().toList(), self, next);
  }

  private static String query(Viewer viewer) {
    return "inbox page of " + viewer.person();
  }
}
