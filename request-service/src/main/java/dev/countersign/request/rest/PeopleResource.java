package dev.countersign.request.rest;

import dev.countersign.platform.web.Caller;
import dev.countersign.platform.web.Cursor;
import dev.countersign.platform.web.EntityTag;
import dev.countersign.platform.web.Filters;
import dev.countersign.platform.web.ProblemException;
import dev.countersign.request.people.People;
import dev.countersign.request.people.Person;
import dev.countersign.request.people.PersonRules;
import dev.countersign.request.people.PutResult;
import dev.countersign.request.rest.PersonDocuments.BulkBody;
import dev.countersign.request.rest.PersonDocuments.BulkDocument;
import dev.countersign.request.rest.PersonDocuments.BulkPerson;
import dev.countersign.request.rest.PersonDocuments.BulkResult;
import dev.countersign.request.rest.PersonDocuments.PersonBody;
import dev.countersign.request.rest.PersonDocuments.PersonDocument;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The partner's directory. The partner is the token's; no path and no body can name another. */
@Path("/v1/people")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "People")
public class PeopleResource {

  private static final String ADMIN = "partner_admin";
  private static final int MOST_AT_ONCE = 500;
  private static final Set<String> READERS = Set.of(ADMIN, "operator", "auditor", "controller");

  private final People people;
  private final Caller caller;
  private final Cursor cursors;

  PeopleResource(People people, Caller caller, Cursor cursors) {
    this.people = people;
    this.caller = caller;
    this.cursors = cursors;
  }

  /** A page of the directory, by id. */
  public record PeopleDocument(List<PersonDocument> items, @Nullable String next) {}

  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Creates or replaces a person: roles, position, leave")
  public Uni<RestResponse<PersonDocument>> put(
      String id, @RestHeader("If-Match") @Nullable String ifMatch, PersonBody body) {
    caller.require(ADMIN);
    var draft = body.draft();
    var violations = PersonRules.check(caller.partner(), id, draft);
    if (!violations.isEmpty()) {
      throw new ProblemException(
          422,
          "person_invalid",
          "The directory does not accept this person.",
          Map.of("violations", violations));
    }
    return people.put(change(id, ETags.version(ifMatch)), draft).map(PeopleResource::answer);
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Creates or replaces up to 500 people, each by itself",
      description = "Answers what became of each: one that is refused does not stop the others.")
  public Uni<BulkDocument> putAll(BulkBody body) {
    caller.require(ADMIN);
    var wanted = Optional.ofNullable(body.people()).orElse(List.of());
    if (wanted.isEmpty() || wanted.size() > MOST_AT_ONCE) {
      throw new ProblemException(422, "bulk_invalid", "Send 1 to 500 people.");
    }
    return Multi.createFrom()
        .iterable(wanted)
        .onItem()
        .transformToUniAndConcatenate(this::putOne)
        .collect()
        .asList()
        .map(BulkDocument::new);
  }

  private Uni<BulkResult> putOne(BulkPerson wanted) {
    var id = Objects.requireNonNullElse(wanted.id(), "");
    var body = wanted.person();
    if (body == null || !PersonRules.check(caller.partner(), id, body.draft()).isEmpty()) {
      return Uni.createFrom().item(new BulkResult(id, 422, "person_invalid", null));
    }
    return people
        .put(change(id, Optional.ofNullable(wanted.version())), body.draft())
        .map(result ->
            switch (result) {
              case PutResult.Stored(var person) -> new BulkResult(id, 200, null, person.version());
              case PutResult.VersionMismatch _ -> new BulkResult(id, 412, "version_mismatch", null);
              case PutResult.HumanUnknown _ -> new BulkResult(id, 422, "human_unknown", null);
            });
  }

  private People.Change change(String id, Optional<Integer> version) {
    return new People.Change(caller.partner(), id, caller.person(), version);
  }

  private static RestResponse<PersonDocument> answer(PutResult result) {
    return switch (result) {
      case PutResult.Stored(var person) -> answer(person);
      case PutResult.VersionMismatch _ ->
          throw new ProblemException(
              412, "version_mismatch", "The person has changed since the version of If-Match.");
      case PutResult.HumanUnknown _ ->
          throw new ProblemException(
              422, "human_unknown", "A service account names an active human of the directory.");
    };
  }

  private static RestResponse<PersonDocument> answer(Person person) {
    return RestResponse.ResponseBuilder.ok(PersonDocument.of(person))
        .header("ETag", EntityTag.of(person.version()))
        .build();
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "A person of the own partner; everybody may read their own entry")
  public Uni<RestResponse<PersonDocument>> get(String id) {
    if (!caller.person().equals(id)) {
      requireReader();
    }
    return people
        .find(caller.partner(), id)
        .map(found -> answer(found.orElseThrow(ProblemException::notFound)));
  }

  @GET
  @Operation(summary = "The people of the own partner, by id")
  public Uni<PeopleDocument> list(
      @RestQuery @Nullable String limit, @RestQuery @Nullable String cursor) {
    requireReader();
    var size = Filters.limit(limit);
    var partner = caller.partner();
    var after = cursor == null ? "" : cursors.open(partner, "people", cursor).getFirst();
    return people.list(partner, after, size + 1).map(found -> page(partner, found, size));
  }

  private PeopleDocument page(String partner, List<Person> found, int size) {
    var shown = found.stream().limit(size).map(PersonDocument::of).toList();
    var next =
        found.size() > size ? cursors.seal(partner, "people", List.of(shown.getLast().id())) : null;
    return new PeopleDocument(shown, next);
  }

  private void requireReader() {
    if (READERS.stream().noneMatch(caller::isIn)) {
      caller.require(ADMIN);
    }
  }
}
