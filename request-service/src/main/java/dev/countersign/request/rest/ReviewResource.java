package dev.countersign.request.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.countersign.platform.web.Caller;
import dev.countersign.platform.web.Cursor;
import dev.countersign.platform.web.Filter;
import dev.countersign.platform.web.Filter.Op;
import dev.countersign.platform.web.Filters;
import dev.countersign.request.read.Reviews;
import dev.countersign.request.read.Reviews.Kind;
import dev.countersign.request.read.Reviews.Reviewable;
import dev.countersign.request.read.Reviews.Reviewed;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What was approved by an exception, for those who review and oversee it (F-161, C-09). */
@Path("/v1")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Reviews")
public class ReviewResource {
  private static final Filter OVERRIDES = new Filter("kind", Op.EQ, List.of(Kind.OVERRIDE.name()));

  private final Reviews reviews;
  private final Caller caller;
  private final Cursor cursors;

  ReviewResource(Reviews reviews, Caller caller, Cursor cursors) {
    this.reviews = reviews;
    this.caller = caller;
    this.cursors = cursors;
  }

  /** An override or a self-approval; {@code review} is OWED, OVERDUE or DONE. */
  public record ReviewDocument(
      @JsonUnwrapped SummaryDocument request,
      Kind kind,
      String by,
      @Nullable String witness,
      @Nullable String justification,
      OffsetDateTime reviewBy,
      String review,
      @Nullable Reviewed reviewed) {

    static ReviewDocument of(Reviewable approved) {
      return new ReviewDocument(
          SummaryDocument.of(approved.request()),
          approved.kind(),
          approved.by(),
          approved.witness(),
          approved.justification(),
          approved.reviewBy(),
          approved.review().name(),
          approved.reviewed());
    }
  }

  /** A page of what is to be reviewed. */
  public record ReviewsDocument(List<ReviewDocument> items, @Nullable String next) {}

  @GET
  @Path("/overrides")
  @Operation(
      summary = "The partner's emergency overrides and their reviews, newest first",
      description = "Filters: review, operation, maker, amount, currency, overriddenAt, reviewBy.")
  public Uni<ReviewsDocument> overrides(
      @Context UriInfo uri, @RestQuery @Nullable String limit, @RestQuery @Nullable String cursor) {
    var filters = filters(uri, Reviews.OVERRIDE_FILTERS);
    filters.add(OVERRIDES);
    return list("overrides", filters, limit, cursor);
  }

  @GET
  @Path("/reviews")
  @Operation(
      summary = "What was approved by an exception and its reviews, newest first",
      description =
          "Emergency overrides and self-approvals. Filters: kind (OVERRIDE, SELF_APPROVAL), review,"
              + " operation, maker, amount, currency, approvedAt, reviewBy.")
  public Uni<ReviewsDocument> reviews(
      @Context UriInfo uri, @RestQuery @Nullable String limit, @RestQuery @Nullable String cursor) {
    return list("reviews", filters(uri, Reviews.REVIEW_FILTERS), limit, cursor);
  }

  private List<Filter> filters(UriInfo uri, Map<String, Filters.Field> known) {
    caller.requireAny(Reviews.READERS, "controller");
    return new ArrayList<>(Filters.parse(uri.getQueryParameters(), known));
  }

  private Uni<ReviewsDocument> list(
      String name, List<Filter> filters, @Nullable String limit, @Nullable String cursor) {
    var size = Filters.limit(limit);
    var query = name + " " + filters;
    var before =
        cursor == null
            ? null
            : UUID.fromString(cursors.open(caller.partner(), query, cursor).getFirst());
    return reviews
        .list(new Viewer(caller.partner(), caller.person()), filters, before, size + 1)
        .map(found -> page(query, found, size));
  }

  private ReviewsDocument page(String query, List<Reviewable> found, int size) {
    var shown = found.stream().limit(size).map(ReviewDocument::of).toList();
    var next =
        found.size() > size
            ? cursors.seal(
                caller.partner(), query, List.of(shown.getLast().request().id().toString()))
            : null;
    return new ReviewsDocument(shown, next);
  }
}
