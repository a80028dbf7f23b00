package dev.countersign.request.rest;

import dev.countersign.platform.web.Caller;
import dev.countersign.platform.web.Cursor;
import dev.countersign.platform.web.Filters;
import dev.countersign.platform.web.ProblemException;
import dev.countersign.request.read.RequestExport;
import dev.countersign.request.read.VelocityReport;
import dev.countersign.request.read.VelocityReport.Finding;
import dev.countersign.request.read.VelocityReport.Flagged;
import dev.countersign.request.read.VelocityReport.Place;
import dev.countersign.request.read.VelocityReport.Span;
import dev.countersign.request.read.Viewer;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** SD-15: who changed the rules and was then judged by them. For those who oversee. */
@Path("/v1/reports")
@Authenticated
@Tag(name = "Reports")
public class VelocityReportResource {
  private static final int PAGE = 200;
  private static final Duration LONGEST_WINDOW = Duration.ofDays(90);
  private static final Duration LONGEST_SPAN = Duration.ofDays(366);
  private static final String WORDS =
      "Flagged are requests, and events nobody was asked for, whose maker, by whatever account,"
          + " wrote or activated the policy version that judged them, or changed who may decide"
          + " them, at most a window before. since: an instant, P30D ago unless said; window: an"
          + " ISO 8601 duration, P7D unless said.";

  private static final String HEAD =
      Csv.line(
          List.of(
              "kind",
              "key",
              "at",
              "status",
              "operation",
              "subject",
              "amount",
              "currency",
              "maker",
              "policyId",
              "policyVersion",
              "hand",
              "person",
              "handAt",
              "changed"));

  private final VelocityReport report;
  private final RequestExport exports;
  private final Caller caller;
  private final Cursor cursors;

  VelocityReportResource(
      VelocityReport report, RequestExport exports, Caller caller, Cursor cursors) {
    this.report = report;
    this.exports = exports;
    this.caller = caller;
    this.cursors = cursors;
  }

  /** A page of the report. */
  public record VelocityDocument(
      Instant since, String window, List<Flagged> items, @Nullable String next) {}

  /** What is asked for; the query is what a cursor is bound to. */
  private record Asked(Viewer viewer, Span span) {
    String query() {
      return "velocity " + span.window();
    }
  }

  @GET
  @Path("/velocity")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "People judged by rules they had a hand in, newest first",
      description = WORDS)
  public Uni<VelocityDocument> velocity(
      @RestQuery @Nullable String since,
      @RestQuery @Nullable String window,
      @RestQuery @Nullable String limit,
      @RestQuery @Nullable String cursor) {
    var position = position(window, cursor);
    var asked = asked(position.map(List::getLast).orElse(since), window);
    var size = Filters.limit(limit);
    return report
        .page(asked.viewer(), asked.span(), position.map(this::place).orElse(null), size + 1)
        .map(found -> page(asked, found, size));
  }

  @GET
  @Path("/velocity.csv")
  @Produces("text/csv;charset=UTF-8")
  @Operation(
      summary = "The same report as CSV, one line per finding",
      description = WORDS + " Taking it is on record among the exports.")
  public RestMulti<String> csv(
      @RestQuery @Nullable String since, @RestQuery @Nullable String window) {
    var asked = asked(since, window);
    caller.limit("export");
    var lines =
        exports
            .note(
                asked.viewer(),
                "CSV",
                "velocity since=" + asked.span().since() + " " + asked.query())
            .onItem()
            .transformToMulti(_ ->
                Multi.createBy()
                    .concatenating()
                    .streams(
                        Multi.createFrom().item(HEAD),
                        flagged(asked).map(VelocityReportResource::lines)));
    return RestMulti.fromMultiData(lines)
        .header("Content-Disposition", "attachment; filename=\"velocity.csv\"")
        .build();
  }

  private static String lines(Flagged flagged) {
    var lines = new StringBuilder();
    for (Finding finding : flagged.findings()) {
      var cells = new ArrayList<String>();
      cells.add(Csv.plain(flagged.kind()));
      cells.add(Csv.text(flagged.key()));
      cells.add(Csv.plain(flagged.at().toInstant()));
      cells.add(Csv.plain(flagged.status()));
      cells.add(Csv.text(flagged.operation()));
      cells.add(Csv.text(flagged.subject()));
      cells.add(Csv.plain(flagged.amount()));
      cells.add(Csv.plain(flagged.currency()));
      cells.add(Csv.text(flagged.maker()));
      cells.add(Csv.plain(flagged.policyId()));
      cells.add(Csv.plain(flagged.policyVersion()));
      cells.add(Csv.plain(finding.hand()));
      cells.add(Csv.text(finding.person()));
      cells.add(Csv.plain(finding.at().toInstant()));
      cells.add(Csv.text(finding.changed()));
      lines.append(Csv.line(cells));
    }
    return lines.toString();
  }

  private Multi<Flagged> flagged(Asked asked) {
    return PageByPage.of(
        Optional.<Place>empty(),
        behind -> report.page(asked.viewer(), asked.span(), behind.orElse(null), PAGE),
        found -> Optional.of(new Place(found.at(), found.key())));
  }

  private VelocityDocument page(Asked asked, List<Flagged> found, int size) {
    var shown = found.stream().limit(size).toList();
    var next =
        found.size() > size
            ? cursors.seal(
                caller.partner(),
                asked.query(),
                List.of(
                    shown.getLast().at().toString(),
                    shown.getLast().key(),
                    asked.span().since().toString()))
            : null;
    return new VelocityDocument(
        asked.span().since(), asked.span().window().toString(), shown, next);
  }

  /** A cursor keeps the beginning of the span, which otherwise moves on with the clock. */
  private Optional<List<String>> position(@Nullable String window, @Nullable String cursor) {
    return Optional.ofNullable(cursor)
        .map(it -> cursors.open(caller.partner(), "velocity " + window(window), it));
  }

  private Place place(List<String> position) {
    return new Place(OffsetDateTime.parse(position.getFirst()), position.get(1));
  }

  private Asked asked(@Nullable String since, @Nullable String window) {
    caller.requireAny(VelocityReport.READERS, "auditor or operator");
    return new Asked(
        new Viewer(caller.partner(), caller.person()), new Span(since(since), window(window)));
  }

  private static Instant since(@Nullable String text) {
    var now = Clock.systemUTC().instant();
    var since = text == null ? now.minus(30, ChronoUnit.DAYS) : instant(text);
    if (since.isBefore(now.minus(LONGEST_SPAN).minus(1, ChronoUnit.DAYS)) || since.isAfter(now)) {
      throw new ProblemException(422, "since_invalid", "since lies within the last 366 days.");
    }
    return since;
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new ProblemException(
          400, "since_invalid", "since is an instant, 2026-03-01T00:00:00Z.");
    }
  }

  private static Duration window(@Nullable String text) {
    var window = Duration.ofDays(7);
    try {
      window = text == null ? window : Duration.parse(text);
    } catch (DateTimeException e) {
      throw new ProblemException(400, "window_invalid", "window is a duration, as P7D or PT12H.");
    }
    if (!window.isPositive() || window.compareTo(LONGEST_WINDOW) > 0) {
      throw new ProblemException(422, "window_invalid", "window is positive and at most P90D.");
    }
    return window;
  }
}
