package dev.countersign.request.rest;

import dev.countersign.platform.messaging.Json;
import dev.countersign.platform.web.Caller;
import dev.countersign.platform.web.Cursor;
import dev.countersign.platform.web.Filters;
import dev.countersign.platform.web.ProblemException;
import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.people.Delegation;
import dev.countersign.request.core.people.DelegationRules.Problem;
import dev.countersign.request.core.people.Window;
import dev.countersign.request.people.Delegations;
import dev.countersign.request.people.Delegations.Result;
import dev.countersign.request.people.Delegations.Stored;
import dev.countersign.request.people.Delegations.Wish;
import dev.countersign.request.people.PersonRules;
import dev.countersign.request.rest.Keyed.Call;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * Delegations (F-140). People lend their own right to decide; a partner admin may lend for others.
 */
@Path("/v1/delegations")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Delegations")
public class DelegationResource {
  private static final String ADMIN = "partner_admin";
  private static final Set<String> READERS = Set.of(ADMIN, "operator", "auditor", "controller");
  private static final Pattern OPERATION = Pattern.compile("[a-z][a-z0-9_]{1,63}");
  private static final int MOST_OPERATIONS = 50;
  private static final int LONGEST_REASON = 2000;
  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private final Delegations delegations;
  private final Caller caller;
  private final Cursor cursors;
  private final Keyed keyed;

  DelegationResource(Delegations delegations, Caller caller, Cursor cursors, Keyed keyed) {
    this.delegations = delegations;
    this.caller = caller;
    this.cursors = cursors;
    this.keyed = keyed;
  }

  /** Who is to decide for whom. Without {@code delegator} it is the caller's own right. */
  public record DelegationBody(
      @Nullable String delegator,
      @Nullable String delegate,
      @Nullable Instant from,
      @Nullable Instant until,
      @Nullable List<String> operations,
      @Nullable String reason) {}

  /** A delegation as it stands. Without operations it covers all of them. */
  public record DelegationDocument(
      UUID id,
      String delegator,
      String delegate,
      Instant from,
      Instant until,
      List<String> operations,
      String reason,
      String createdBy,
      Instant createdAt,
      @Nullable String revokedBy,
      @Nullable Instant revokedAt) {

    static DelegationDocument of(Stored stored) {
      var delegation = stored.delegation();
      return new DelegationDocument(
          stored.id(),
          delegation.from().value(),
          delegation.to().value(),
          delegation.window().from(),
          delegation.window().until(),
          delegation.operations().stream().sorted().toList(),
          stored.reason(),
          stored.created().by(),
          stored.created().at(),
          stored.revoked().map(Delegations.Note::by).orElse(null),
          stored.revoked().map(Delegations.Note::at).orElse(null));
    }
  }

  /** A page of delegations. */
  public record DelegationsDocument(List<DelegationDocument> items, @Nullable String next) {}

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Lends a person's right to decide to another, for a time")
  public Uni<RestResponse<DelegationDocument>> create(
      @RestHeader(Keyed.HEADER) @Nullable String key, DelegationBody body) {
    if (caller.isIn("producer")) {
      throw new ProblemException(403, "human_required", "Only a person may do this.");
    }
    var delegator = Optional.ofNullable(body.delegator()).orElse(caller.person());
    if (!delegator.equals(caller.person())) {
      caller.require(ADMIN);
    }
    var wish =
        new Wish(caller.partner(), delegation(delegator, body), reason(body), caller.person());
    return keyed
        .once(
            new Call<>(key, body, DelegationDocument.class),
            () -> delegations.create(wish).map(DelegationResource::document))
        .map(document -> RestResponse.status(RestResponse.Status.CREATED, document));
  }

  @POST
  @Path("/{id}/revoke")
  @Operation(summary = "Ends a delegation now; either of the two people may, or a partner admin")
  public Uni<DelegationDocument> revoke(String id, @RestHeader(Keyed.HEADER) @Nullable String key) {
    return keyed.once(new Call<>(key, "", DelegationDocument.class), () -> revoke(Ids.of(id)));
  }

  private Uni<DelegationDocument> revoke(UUID id) {
    return delegations
        .find(caller.partner(), id)
        .invoke(found -> requireOwn(found.orElseThrow(ProblemException::notFound), Set.of(ADMIN)))
        .flatMap(_ -> delegations.revoke(caller.partner(), id, caller.person()))
        .map(found -> DelegationDocument.of(found.orElseThrow(ProblemException::notFound)));
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "One delegation, for the two people and those who oversee")
  public Uni<DelegationDocument> get(String id) {
    return delegations
        .find(caller.partner(), Ids.of(id))
        .invoke(found -> requireOwn(found.orElseThrow(ProblemException::notFound), READERS))
        .map(found -> DelegationDocument.of(found.orElseThrow()));
  }

  @GET
  @Operation(summary = "The caller's delegations, or all for those who oversee")
  public Uni<DelegationsDocument> list(
      @RestQuery @Nullable String limit, @RestQuery @Nullable String cursor) {
    var size = Filters.limit(limit);
    var own =
        READERS.stream().anyMatch(caller::isIn)
            ? Optional.<String>empty()
            : Optional.of(caller.person());
    var query = "delegations " + own;
    var after =
        cursor == null
            ? BEFORE_ALL
            : UUID.fromString(cursors.open(caller.partner(), query, cursor).getFirst());
    return delegations
        .list(caller.partner(), own, after, size + 1)
        .map(found -> page(query, found, size));
  }

  private Delegation delegation(String delegator, DelegationBody body) {
    var delegate = Objects.requireNonNullElse(body.delegate(), "");
    if (!PersonRules.isIdOf(caller.partner(), delegator)
        || !PersonRules.isIdOf(caller.partner(), delegate)) {
      throw personUnknown();
    }
    var from = body.from();
    var until = body.until();
    if (from == null || until == null || !from.isBefore(until)) {
      throw new ProblemException(422, "window_invalid", "A delegation has a start and an end.");
    }
    var operations = Optional.ofNullable(body.operations()).orElse(List.of());
    if (operations.size() > MOST_OPERATIONS
        || !operations.stream().allMatch(it -> OPERATION.matcher(it).matches())) {
      throw new ProblemException(
          422, "operations_invalid", "Name at most 50 operations by their codes, or none.");
    }
    return new Delegation(
        new PersonId(delegator),
        new PersonId(delegate),
        new Window(from, until),
        Set.copyOf(operations));
  }

  private static String reason(DelegationBody body) {
    var reason = Objects.requireNonNullElse(body.reason(), "").strip();
    if (reason.isEmpty() || reason.length() > LONGEST_REASON || !Json.isStorable(reason)) {
      throw new ProblemException(
          422, "reason_required", "Say why, in at most " + LONGEST_REASON + " characters.");
    }
    return reason;
  }

  private static DelegationDocument document(Result result) {
    return switch (result) {
      case Result.Done(var stored) -> DelegationDocument.of(stored);
      case Result.Forbidden(var problem) -> throw forbidden(problem);
      case Result.PersonUnknown _ -> throw personUnknown();
    };
  }

  private static ProblemException forbidden(Problem problem) {
    var detail =
        switch (problem) {
          case SELF_DELEGATION -> "Nobody delegates to themselves.";
          case DELEGATION_CYCLE -> "The two would decide for each other.";
          case DELEGATION_CHAIN -> "What somebody was lent is not passed on.";
        };
    return new ProblemException(422, problem.name().toLowerCase(Locale.ROOT), detail);
  }

  private static ProblemException personUnknown() {
    return new ProblemException(
        422, "person_unknown", "Both must be active people of your own partner.");
  }

  /** TN-01: what is not theirs to see is as unknown as what is not there. */
  private void requireOwn(Stored stored, Set<String> orIn) {
    var person = new PersonId(caller.person());
    var delegation = stored.delegation();
    var own = delegation.from().equals(person) || delegation.to().equals(person);
    if (!own && orIn.stream().noneMatch(caller::isIn)) {
      throw ProblemException.notFound();
    }
  }

  private DelegationsDocument page(String query, List<Stored> found, int size) {
    var shown = found.stream().limit(size).map(DelegationDocument::of).toList();
    var next =
        found.size() > size
            ? cursors.seal(caller.partner(), query, List.of(shown.getLast().id().toString()))
            : null;
    return new DelegationsDocument(shown, next);
  }
}
