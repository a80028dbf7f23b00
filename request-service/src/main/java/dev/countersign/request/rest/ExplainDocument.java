package dev.countersign.request.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.request.read.Holder;
import dev.countersign.request.read.RequestView;
import dev.countersign.request.read.StepView;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Why a request waits: the rule, the open step, who could decide it and who could not. */
public record ExplainDocument(
    UUID requestId,
    String status,
    @Nullable String reasonCode,
    @Schema(implementation = Object.class) JsonNode trace,
    @Nullable Integer step,
    List<String> roles,
    long missingApprovals,
    @Nullable String question,
    List<Eligible> eligible,
    List<Excluded> excluded,
    List<String> nextSteps) {

  /** Somebody who may decide the open step now. */
  public record Eligible(String person, String name, String role) {}

  /** Somebody who holds the role and still may not; the code is the one of the refusal. */
  public record Excluded(String person, String name, String role, String code) {}

  static Set<String> rolesAsked(RequestView request) {
    return request.openStep().map(ExplainDocument::roles).orElse(Set.of());
  }

  private static Set<String> roles(StepView step) {
    var roles = new LinkedHashSet<String>();
    roles.add(step.role());
    Optional.ofNullable(step.escalatedRole()).ifPresent(roles::add);
    return roles;
  }

  static ExplainDocument of(RequestView request, List<Holder> holders) {
    var open = request.openStep();
    return new ExplainDocument(
        request.summary().id(),
        request.summary().status(),
        request.summary().reasonCode(),
        request.payload().trace(),
        open.map(StepView::no).orElse(null),
        List.copyOf(rolesAsked(request)),
        open.map(ExplainDocument::missing).orElse(0L),
        open.map(step -> step.reasonNeeded().prompt()).orElse(null),
        holders.stream()
            .filter(holder -> exclusion(request, holder).isEmpty())
            .map(ExplainDocument::eligible)
            .toList(),
        holders.stream().flatMap(holder -> excluded(request, holder)).toList(),
        request.steps().stream()
            .filter(step -> step.status().equals("WAITING"))
            .map(StepView::name)
            .toList());
  }

  private static long missing(StepView step) {
    var needed = step.quorum().needed();
    return needed == null ? 0 : Math.max(0, needed - step.approvals());
  }

  private static Eligible eligible(Holder holder) {
    return new Eligible(holder.person(), holder.name(), holder.role());
  }

  private static Stream<Excluded> excluded(RequestView request, Holder holder) {
    return exclusion(request, holder).stream()
        .map(code -> new Excluded(holder.person(), holder.name(), holder.role(), code));
  }

  /** In the order of the decider: the maker set, then an earlier vote, then the directory. */
  private static Optional<String> exclusion(RequestView request, Holder holder) {
    if (request.makerSet().contains(holder.person())) {
      return Optional.of("maker_may_not_decide");
    }
    if (request.voteOf(holder.person()).isPresent()) {
      return Optional.of("already_decided");
    }
    return holder.active() ? Optional.empty() : Optional.of("not_eligible");
  }
}
