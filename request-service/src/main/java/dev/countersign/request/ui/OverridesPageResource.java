package dev.countersign.request.ui;

import dev.countersign.platform.web.Caller;
import dev.countersign.platform.web.Cursor;
import dev.countersign.request.read.Reviews;
import dev.countersign.request.read.Reviews.Reviewable;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The list that a controller goes through every week (F-161). */
@Path("/requests/overrides")
@Authenticated
@Produces(MediaType.TEXT_HTML)
public class OverridesPageResource {
  private static final int PAGE_SIZE = 50;
  private static final String QUERY = "overrides page";

  private final Reviews reviews;
  private final Visitor visitor;
  private final Caller caller;
  private final Cursor cursors;

  OverridesPageResource(Reviews reviews, Visitor visitor, Caller caller, Cursor cursors) {
    this.reviews = reviews;
    this.visitor = visitor;
    this.caller = caller;
    this.cursors = cursors;
  }

  @GET
  @Operation(hidden = true)
  public Uni<TemplateInstance> list(@RestQuery @Nullable String cursor) {
    caller.requireAny(Reviews.READERS, "controller");
    var before =
        cursor == null
            ? null
            : UUID.fromString(cursors.open(caller.partner(), QUERY, cursor).getFirst());
    return reviews
        .list(visitor.viewer(), List.of(), before, PAGE_SIZE + 1)
        .map(this::page)
        .flatMap(page -> visitor.waiting().map(waiting -> Pages.overrides(page, waiting)));
  }

  private OverridesPage page(List<Reviewable> found) {
    var now = Clock.systemUTC().instant();
    var tongue = visitor.tongue();
    var rows =
        found.stream().limit(PAGE_SIZE).map(it -> OverridesPage.Row.of(it, now, tongue)).toList();
    var next =
        found.size() > PAGE_SIZE
            ? cursors.seal(caller.partner(), QUERY, List.of(rows.getLast().id()))
            : "";
    return new OverridesPage(rows, next);
  }
}
