package dev.countersign.request.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.countersign.platform.web.Caller;
import dev.countersign.platform.web.Cursor;
import dev.countersign.platform.web.Filter;
import dev.countersign.platform.web.Filters;
import dev.countersign.platform.web.ProblemException;
import dev.countersign.request.read.RequestExport;
import dev.countersign.request.read.RequestExport.Exported;
import dev.countersign.request.read.RequestExport.Taken;
import dev.countersign.request.read.RequestViews;
import dev.countersign.request.read.Viewer;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Requests with their decisions, to be taken away by those who oversee. Taking them is logged. */
@Path("/v1/exports")
@Authenticated
@Tag(name = "Exports")
public class RequestExportResource {
  private static final Set<String> READERS = Set.of("auditor", "operator");
  private static final int PAGE = 200;
  private static final UUID BEFORE_ALL = new UUID(0, 0);
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final RequestExport export;
  private final Caller caller;
  private final Cursor cursors;

  RequestExportResource(RequestExport export, Caller caller, Cursor cursors) {
    this.export = export;
    this.caller = caller;
    this.cursors = cursors;
  }

  /** One line: a request, its votes, and the cursor that an export goes on from behind it. */
  public record ExportDocument(
      @JsonUnwrapped SummaryDocument request,
      @Nullable String number,
      @Nullable String makerReason,
      int iteration,
      @Nullable String policyId,
      @Nullable Integer policyVersion,
      @Nullable String payloadDigest,
      @Nullable String basis,
      List<RequestExport.Decided> decisions,
      String cursor) {

    static ExportDocument of(Exported exported, String cursor) {
      return new ExportDocument(
          SummaryDocument.of(exported.summary()),
          exported.number(),
          exported.makerReason(),
          exported.iteration(),
          exported.policyId(),
          exported.policyVersion(),
          exported.payloadDigest(),
          exported.basis(),
          exported.decisions(),
          cursor);
    }
  }

  /** Exports that were taken, newest first. */
  public record ExportsDocument(List<Taken> items) {}

  /** What is asked for, and by whom. */
  private record Asked(Viewer viewer, List<Filter> filters, String query, UUID after) {}

  @GET
  @Path("/approval-requests.csv")
  @Produces("text/csv;charset=UTF-8")
  @Operation(
      summary = "Requests with their decisions as CSV, oldest first",
      description =
          "One line per decision, or one for a request without any; fixed columns, times in UTC and"
              + " in the partner's zone. A text that a spreadsheet would run as a formula starts"
              + " with an apostrophe. Filters as in GET /v1/approval-requests; the last column is"
              + " the cursor to go on from.")
  public RestMulti<String> csv(@Context UriInfo uri, @RestQuery @Nullable String cursor) {
    var asked = asked(uri, cursor);
    var lines =
        noted(asked, "CSV")
            .flatMap(_ -> export.zone(asked.viewer()))
            .onItem()
            .transformToMulti(zone -> {
              var table = new ExportLines(zone);
              return Multi.createBy()
                  .concatenating()
                  .streams(
                      Multi.createFrom().item(ExportLines.head()),
                      requests(asked).map(it -> table.lines(it, cursor(asked, it))));
            });
    return download(lines, "csv");
  }

  @GET
  @Path("/approval-requests.ndjson")
  @Produces("application/x-ndjson")
  @Operation(
      summary = "Requests with their decisions, one JSON document per line, oldest first",
      description = "Filters as in GET /v1/approval-requests.")
  public RestMulti<ExportDocument> ndjson(
      @Context UriInfo uri, @RestQuery @Nullable String cursor) {
    var asked = asked(uri, cursor);
    var documents =
        noted(asked, "NDJSON")
            .onItem()
            .transformToMulti(
                _ -> requests(asked).map(it -> ExportDocument.of(it, cursor(asked, it))));
    return download(documents, "ndjson");
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Which exports were taken by whom, newest first")
  public Uni<ExportsDocument> taken(@RestQuery @Nullable String limit) {
    requireReader();
    return export.taken(viewer(), Filters.limit(limit)).map(ExportsDocument::new);
  }

  private Asked asked(UriInfo uri, @Nullable String cursor) {
    requireReader();
    caller.limit("export");
    var parameters = uri.getQueryParameters();
    if (parameters.containsKey("limit")) {
      throw new ProblemException(400, "filter_unknown", "An export is not cut into pages.");
    }
    var filters = Filters.parse(parameters, RequestViews.FILTERS);
    var query = "export " + filters;
    var after =
        cursor == null
            ? BEFORE_ALL
            : UUID.fromString(cursors.open(caller.partner(), query, cursor).getFirst());
    return new Asked(viewer(), filters, query, after);
  }

  private void requireReader() {
    caller.requireAny(READERS, "auditor or operator");
  }

  private Viewer viewer() {
    return new Viewer(caller.partner(), caller.person());
  }

  /** Nothing leaves before it is on record that it does. */
  private Uni<Void> noted(Asked asked, String format) {
    return export.note(asked.viewer(), format, asked.filters().toString());
  }

  private Multi<Exported> requests(Asked asked) {
    return PageByPage.of(
        asked.after(),
        after -> export.page(asked.viewer(), asked.filters(), after, PAGE),
        exported -> exported.summary().id());
  }

  private String cursor(Asked asked, Exported exported) {
    return cursors.seal(
        asked.viewer().partner(), asked.query(), List.of(exported.summary().id().toString()));
  }

  /** OUT-08: the name is made of the partner's slug and digits, never of what was sent. */
  private <T> RestMulti<T> download(Multi<T> lines, String ending) {
    var name =
        "approval-requests-%s-%s.%s"
            .formatted(caller.partner(), STAMP.format(Clock.systemUTC().instant()), ending);
    return RestMulti.fromMultiData(lines)
        .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
        .build();
  }
}
