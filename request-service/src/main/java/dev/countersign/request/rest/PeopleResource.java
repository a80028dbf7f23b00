package dev.countersign.request.rest;

import dev.countersign.platform.web.Caller;
import dev.countersign.platform.web.Cursor;
import dev.countersign.platform.web.Filters;
import dev.countersign.platform.web.ProblemException;
import dev.countersign.request.people.People;
import dev.countersign.request.people.Person;
import dev.countersign.request.people.PersonDraft;
import dev.countersign.request.people.PersonRules;
import io.quarkus.security.Authenticated;
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
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The partner's directory. The partner is the token's; no path and no body can name another. */
@Path("/v1/people")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "People")
public class PeopleResource {

  private static final String ADMIN = "partner_admin";
  private static final Set<String> READERS = Set.of(ADMIN, "operator", "auditor", "controller");

  private final People people;
  private final Caller caller;
  private final Cursor cursors;

  PeopleResource(People people, Caller caller, Cursor cursors) {
    this.people = people;
    this.caller = caller;
    this.cursors = cursors;
  }

  /** What the directory is to say. A body replaces everything that was said before. */
  public record PersonBody(
      @Nullable String name,
      @Nullable String mail,
      @Nullable Boolean active,
      @Nullable List<@Nullable String> roles) {

    PersonDraft draft() {
      return new PersonDraft(
          Objects.requireNonNullElse(name, ""),
          Objects.requireNonNullElse(mail, ""),
          Optional.ofNullable(active).orElse(true),
          Optional.ofNullable(roles).orElse(List.of()).stream()
              .map(role -> Objects.requireNonNullElse(role, ""))
              .toList());
    }
  }

  /** A person as the directory has them. */
  public record PersonDocument(
      String id, String name, String mail, boolean active, List<String> roles, int version) {

    static PersonDocument of(Person person) {
      return new PersonDocument(
          person.id(),
          person.name(),
          person.mail(),
          person.active(),
          person.roles(),
          person.version());
    }
  }

  /** A page of the directory, by id. */
  public record PeopleDocument(List<PersonDocument> items, @Nullable String next) {}

  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Creates or replaces a person and the approver roles they hold")
  public Uni<PersonDocument> put(String id, PersonBody body) {
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
    return people.put(caller.partner(), id, draft, caller.person()).map(PersonDocument::of);
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "A person of the own partner; everybody may read their own entry")
  public Uni<PersonDocument> get(String id) {
    if (!caller.person().equals(id)) {
      requireReader();
    }
    return people
        .find(caller.partner(), id)
        .map(found -> found.map(PersonDocument::of).orElseThrow(ProblemException::notFound));
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
