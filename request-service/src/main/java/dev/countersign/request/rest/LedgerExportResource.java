package dev.countersign.request.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.countersign.platform.web.Caller;
import dev.countersign.request.app.Actor;
import dev.countersign.request.app.ledger.LedgerExport;
import dev.countersign.request.app.ledger.LedgerExport.CheckpointLine;
import dev.countersign.request.app.ledger.LedgerExport.EntryLine;
import dev.countersign.request.app.ledger.LedgerExport.OutcomeLine;
import dev.countersign.request.app.ledger.LedgerExport.Place;
import dev.countersign.request.app.ledger.SignCheckpoints;
import dev.countersign.request.core.PersonId;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What auditors take away: checkpoints, ledgers and outcomes, one JSON document per line. */
@Path("/v1/ledger")
@Authenticated
@Tag(name = "Ledger")
public class LedgerExportResource {
  private static final Set<String> READERS = Set.of("auditor", "controller", "operator");

  private final SignCheckpoints signCheckpoints;
  private final LedgerExport export;
  private final Caller caller;

  LedgerExportResource(SignCheckpoints signCheckpoints, LedgerExport export, Caller caller) {
    this.signCheckpoints = signCheckpoints;
    this.export = export;
    this.caller = caller;
  }

  /** One line; exactly one member beside {@code kind} stands in it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Line(
      String kind,
      @Nullable HeadLine export,
      @Nullable CheckpointLine checkpoint,
      @Nullable EntryLine entry,
      @Nullable OutcomeLine outcome) {

    static Line of(HeadLine head) {
      return new Line("export", head, null, null, null);
    }

    static Line of(CheckpointLine checkpoint) {
      return new Line("checkpoint", null, checkpoint, null, null);
    }

    static Line of(EntryLine entry) {
      return new Line("entry", null, null, entry, null);
    }

    static Line of(OutcomeLine outcome) {
      return new Line("outcome", null, null, null, outcome);
    }
  }

  /** Whose ledgers these are, and under which checkpoint. */
  public record HeadLine(String partnerId, int checkpoint) {}

  @GET
  @Path("/export")
  @Produces("application/x-ndjson")
  @Operation(
      summary = "The partner's ledgers as of a checkpoint signed now, for an offline check",
      description = "Lines of kind export, checkpoint, entry (by request and seq) and outcome.")
  public Multi<Line> export() {
    caller.requireAny(READERS, "auditor");
    caller.limit("export");
    var partner = caller.partner();
    var actor = new Actor.Human(partner, new PersonId(caller.person()), caller.groups());
    return signCheckpoints
        .handle(actor)
        .flatMap(_ -> export.lastCheckpoint(partner))
        .onItem()
        .transformToMulti(upTo -> lines(partner, upTo));
  }

  private Multi<Line> lines(String partner, int upTo) {
    var head = Multi.createFrom().item(Line.of(new HeadLine(partner, upTo)));
    var checkpoints =
        PageByPage.of(-1, after -> export.checkpoints(partner, after, upTo), CheckpointLine::seq)
            .map(Line::of);
    var entries =
        PageByPage.of(
                Place.BEFORE_ALL,
                after -> export.entries(partner, upTo, after),
                entry -> new Place(entry.requestId(), entry.seq()))
            .map(Line::of);
    var outcomes =
        PageByPage.of(
                new UUID(0, 0), after -> export.outcomes(partner, upTo, after), OutcomeLine::id)
            .map(Line::of);
    return Multi.createBy().concatenating().streams(head, checkpoints, entries, outcomes);
  }
}
