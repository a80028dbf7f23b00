package dev.countersign.request.read;

import dev.countersign.platform.web.Filter;
import dev.countersign.platform.web.Filters;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Requests as they are shown. An id of another partner is as absent as one that never was. */
public interface RequestViews {

  /** What a list of requests can be narrowed by; nothing else is ever put into a query. */
  Map<String, Filters.Field> FILTERS =
      Map.of(
          "status", Filters.Field.text("r.status"),
          "operation", Filters.Field.text("r.operation"),
          "subjectId", Filters.Field.text("r.subject_id"),
          "maker", Filters.Field.text("r.maker_id"),
          "amount", Filters.Field.number("r.amount"),
          "currency", Filters.Field.text("r.currency"),
          "createdAt", Filters.Field.time("r.created_at"));

  Uni<Optional<RequestView>> find(Viewer viewer, UUID id);

  /** Newest first, at most {@code limit} requests that are older than the given one. */
  Uni<List<RequestSummary>> list(
      Viewer viewer, List<Filter> filters, @Nullable UUID before, int limit);

  /** Every request about one subject, newest first: its whole approval history. */
  Uni<List<RequestSummary>> ofSubject(Viewer viewer, String operation, String subjectId);

  /** Empty if there is no such request, because a request without a ledger does not exist. */
  Uni<List<LedgerEntry>> ledger(Viewer viewer, UUID id);

  /** Everyone the directory gives one of these roles, the inactive ones too. */
  Uni<List<Holder>> holders(Viewer viewer, Set<String> roles);

  /** The display names of these people, as far as the directory knows them. */
  Uni<Map<String, String>> names(Viewer viewer, Set<String> people);

  /** The roles the directory gives the viewer; none if it has the viewer as inactive. */
  Uni<Set<String>> rolesOf(Viewer viewer);
}
