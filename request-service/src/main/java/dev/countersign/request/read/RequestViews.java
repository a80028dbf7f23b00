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

  /** One of the steps that are open now. */
  String OPEN_STEP =
      """
      exists (select from request.step s
        cross join unnest(array[s.role, s.escalated_role]) asked(role)
        where s.partner_id = r.partner_id and s.request_id = r.id and s.iteration = r.iteration
          and s.is_open and %s)\
      """;

  /** One of the votes that were ever given. */
  String DECISION =
      """
      exists (select from request.decision d where d.partner_id = r.partner_id
        and d.request_id = r.id and %s)\
      """;

  /** What a list of requests can be narrowed by; nothing else is ever put into a query. */
  Map<String, Filters.Field> FILTERS =
      Map.ofEntries(
          Map.entry("status", Filters.Field.text("r.status")),
          Map.entry("operation", Filters.Field.text("r.operation")),
          Map.entry("subjectId", Filters.Field.text("r.subject_id")),
          Map.entry("revision", Filters.Field.number("r.revision")),
          Map.entry("maker", Filters.Field.text("r.maker_id")),
          Map.entry("amount", Filters.Field.number("r.amount")),
          Map.entry("currency", Filters.Field.text("r.currency")),
          Map.entry("reasonCode", Filters.Field.text("r.reason_code")),
          Map.entry("policyVersion", Filters.Field.number("r.policy_version")),
          Map.entry("createdAt", Filters.Field.time("r.created_at")),
          Map.entry("expiresAt", Filters.Field.time("r.expires_at")),
          Map.entry("closedAt", Filters.Field.time("r.closed_at")),
          Map.entry("stepRole", Filters.Field.among(OPEN_STEP, "asked.role")),
          Map.entry("decidedBy", Filters.Field.among(DECISION, "d.person_id")));

  Uni<Optional<RequestView>> find(Viewer viewer, UUID id);

  /** What the request was about at the latest iteration before or at this one. */
  Uni<Optional<RequestView.Attempt>> attempt(Viewer viewer, UUID id, int upTo);

  /** Newest first, at most {@code limit} requests that are older than the given one. */
  Uni<List<RequestSummary>> list(
      Viewer viewer, List<Filter> filters, @Nullable UUID before, int limit);

  /** Every request about one subject, newest first: its whole approval history. */
  Uni<List<RequestSummary>> ofSubject(Viewer viewer, String operation, String subjectId);

  /** Empty if there is no such request, because a request without a ledger does not exist. */
  Uni<List<LedgerEntry>> ledger(Viewer viewer, UUID id);

  /** The display names of these people, as far as the directory knows them. */
  Uni<Map<String, String>> names(Viewer viewer, Set<String> people);

  /** The roles the directory gives the viewer; none if it has the viewer as inactive. */
  Uni<Set<String>> rolesOf(Viewer viewer);
}
