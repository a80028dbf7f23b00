package dev.countersign.request.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.countersign.platform.web.Caller;
import dev.countersign.platform.web.Cursor;
import dev.countersign.platform.web.Filters;
import dev.countersign.platform.web.ProblemException;
import dev.countersign.request.read.Overrides;
import dev.countersign.request.read.Overrides.Overridden;
import dev.countersign.request.read.Overrides.Reviewed;
import dev.countersign.request.read.Viewer;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Emergency overrides, for the people who review and oversee them (F-161). */
@Path("/v1/overrides")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Overrides")
public class OverrideResource {
  private final Overrides overrides;
  private final Caller caller;
  private final Cursor cursors;

  OverrideResource(Overrides overrides, Caller caller, Cursor cursors) {
    this.overrides = overrides;
    this.caller = caller;
    this.cursors = cursors;
  }

  /** An override; {@code review} is OWED, OVERDUE or DONE. */
  public record OverrideDocument(
      @JsonUnwrapped SummaryDocument request,
      String by,
      String witness,
      String justification,
      OffsetDateTime reviewBy,
      String review,
      @Nullable Reviewed reviewed) {

    static OverrideDocument of(Overridden overridden) {
      return new OverrideDocument(
          SummaryDocument.of(overridden.request()),
          overridden.by(),
          overridden.witness(),
          overridden.justification(),
          overridden.reviewBy(),
          overridden.review().name(),
          overridden.reviewed());
    }
  }

  /** A page of overrides. */
  public record OverridesDocument(List<OverrideDocument> items, @Nullable String next) {}

  @GET
  @Operation(
      summary = "The partner's emergency overrides and their reviews, newest first",
      description = "Filters: review, operation, maker, amount, currency, overriddenAt, reviewBy.")
  public Uni<OverridesDocument> list(
      @Context UriInfo uri, @RestQuery @Nullable String limit, @RestQuery @Nullable String cursor) {
    if (Overrides.READERS.stream().noneMatch(caller::isIn)) {
      throw new ProblemException(403, "group_required", "This needs the group controller.");
    }
    var filters = Filters.parse(uri.getQueryParameters(), Overrides.FILTERS);
    var size = Filters.limit(limit);
    var query = "overrides " + filters;
    var before =
        cursor == null
            ? null
            : UUID.fromString(cursors.open(caller.partner(), query, cursor).getFirst());
    return overrides
        .list(new Viewer(caller.partner(), caller.person()), filters, before, size + 1)
        .map(found -> page(query, found, size));
  }

  private OverridesDocument page(String query, List<Overridden> found, int size) {
    var shown = found.stream().limit(size).map(OverrideDocument::of).toList();
    var next =
        found.size() > size
            ? cursors.seal(
                caller.partner(), query, List.of(shown.getLast().request().id().toString()))
            : null;
    return new OverridesDocument(shown, next);
  }
}
