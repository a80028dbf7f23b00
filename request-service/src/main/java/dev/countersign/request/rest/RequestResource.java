package dev.countersign.request.rest;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.countersign.platform.web.Caller;
import dev.countersign.platform.web.Cursor;
import dev.countersign.platform.web.EntityTag;
import dev.countersign.platform.web.Filters;
import dev.countersign.platform.web.ProblemException;
import dev.countersign.request.app.Actor;
import dev.countersign.request.app.ExplainRequest;
import dev.countersign.request.app.ForeseeDecision;
import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.RequestId;
import dev.countersign.request.read.LedgerEntry;
import dev.countersign.request.read.RequestSummary;
import dev.countersign.request.read.RequestView;
import dev.countersign.request.read.RequestViews;
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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Requests as they stand. Another partner's id answers like one that never was (TN-01). */
@Path("/v1/approval-requests")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Approval requests")
public class RequestResource {

  private final RequestViews requests;
  private final ExplainRequest explainRequest;
  private final ForeseeDecision foreseeDecision;
  private final Caller caller;
  private final Cursor cursors;

  RequestResource(
      RequestViews requests,
      ExplainRequest explainRequest,
      ForeseeDecision foreseeDecision,
      Caller caller,
      Cursor cursors) {
    this.requests = requests;
    this.explainRequest = explainRequest;
    this.foreseeDecision = foreseeDecision;
    this.caller = caller;
    this.cursors = cursors;
  }

  /** A page of requests, newest first. */
  public record RequestsDocument(List<SummaryDocument> items, @Nullable String next) {}

  /** A request's chain from its first entry. */
  public record LedgerDocument(List<Entry> items) {}

  /** One entry; {@code body} stands here byte for byte as it was hashed and published. */
  @Schema(name = "LedgerEntry")
  public record Entry(
      int seq,
      String type,
      OffsetDateTime time,
      String prevHash,
      String hash,
      @JsonRawValue @Schema(implementation = Object.class) String body) {

    static Entry of(LedgerEntry entry) {
      return new Entry(
          entry.seq(), entry.type(), entry.time(), entry.prevHash(), entry.hash(), entry.body());
    }
  }

  @GET
  @Operation(
      summary = "The partner's requests, newest first",
      description = "Filters are written field.op=value: status.eq=PENDING, createdAt.gte=…")
  public Uni<RequestsDocument> list(
      @Context UriInfo uri, @RestQuery @Nullable String limit, @RestQuery @Nullable String cursor) {
    var filters = Filters.parse(uri.getQueryParameters(), RequestViews.FILTERS);
    var size = Filters.limit(limit);
    var query = "requests " + filters;
    var before = cursor == null ? null : position(query, cursor);
    return requests
        .list(viewer(), filters, before, size + 1)
        .map(found -> page(query, found, size));
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "One request, with what a decision must name and whether the caller may")
  public Uni<RestResponse<RequestDocument>> get(String id) {
    return find(viewer(), id)
        .flatMap(request ->
            foreseeDecision
                .handle(reader(), new RequestId(request.summary().id()))
                .map(refusal -> RequestDocument.of(request, refusal)))
        .map(document ->
            RestResponse.ResponseBuilder.ok(document)
                .header("ETag", EntityTag.of(document.version()))
                .build());
  }

  @GET
  @Path("/{id}/ledger")
  @Operation(summary = "The request's hash-chained ledger")
  public Uni<LedgerDocument> ledger(String id) {
    return requests
        .ledger(viewer(), Ids.of(id))
        .map(entries -> {
          if (entries.isEmpty()) {
            throw ProblemException.notFound();
          }
          return new LedgerDocument(entries.stream().map(Entry::of).toList());
        });
  }

  @GET
  @Path("/{id}/explain")
  @Operation(summary = "Who may decide each open step, who may not and why, and what is missing")
  public Uni<ExplainDocument> explain(String id) {
    var viewer = viewer();
    return find(viewer, id)
        .flatMap(request ->
            explainRequest
                .handle(reader(), new RequestId(request.summary().id()))
                .flatMap(open ->
                    requests
                        .names(viewer, ExplainDocument.peopleIn(open))
                        .map(names -> ExplainDocument.of(request, open, names))));
  }

  private Uni<RequestView> find(Viewer viewer, String id) {
    return requests
        .find(viewer, Ids.of(id))
        .map(found -> found.orElseThrow(ProblemException::notFound));
  }

  private Actor.Human reader() {
    return new Actor.Human(caller.partner(), new PersonId(caller.person()), caller.groups());
  }

  private Viewer viewer() {
    return new Viewer(caller.partner(), caller.person());
  }

  private UUID position(String query, String cursor) {
    return UUID.fromString(cursors.open(caller.partner(), query, cursor).getFirst());
  }

  private RequestsDocument page(String query, List<RequestSummary> found, int size) {
    var shown = found.stream().limit(size).map(SummaryDocument::of).toList();
    var next =
        found.size() > size
            ? cursors.seal(caller.partner(), query, List.of(shown.getLast().id().toString()))
            : null;
    return new RequestsDocument(shown, next);
  }
}
