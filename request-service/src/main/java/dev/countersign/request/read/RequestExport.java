package dev.countersign.request.read;

import dev.countersign.platform.web.Filter;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Requests with every vote ever given on them, to be taken away page by page, oldest first. */
public interface RequestExport {

  /** A request and what it came to. */
  record Exported(
      RequestSummary summary,
      @Nullable String number,
      @Nullable String makerReason,
      int iteration,
      @Nullable String policyId,
      @Nullable Integer policyVersion,
      @Nullable String payloadDigest,
      @Nullable String basis,
      List<Decided> decisions) {
    public Exported {
      decisions = List.copyOf(decisions);
    }
  }

  /** A vote and the ledger entry that proves it. */
  record Decided(
      int iteration,
      int step,
      String stepName,
      String by,
      @Nullable String onBehalfOf,
      String vote,
      String reason,
      boolean bulk,
      OffsetDateTime at,
      int ledgerSeq,
      String ledgerHash) {}

  /** An export that was taken. */
  record Taken(UUID id, Instant at, String by, String format, String query) {}

  /** At most {@code limit} requests after an id. */
  Uni<List<Exported>> page(Viewer viewer, List<Filter> filters, UUID after, int limit);

  /** The partner's time zone; UTC as long as it is not known here. */
  Uni<ZoneId> zone(Viewer viewer);

  /** Puts on record that the viewer takes an export. */
  Uni<Void> note(Viewer viewer, String format, String query);

  /** The latest exports, newest first. */
  Uni<List<Taken>> taken(Viewer viewer, int limit);
}
