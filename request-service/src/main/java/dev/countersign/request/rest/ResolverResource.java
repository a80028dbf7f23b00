package dev.countersign.request.rest;

import dev.countersign.platform.web.Caller;
import dev.countersign.platform.web.Cursor;
import dev.countersign.platform.web.EntityTag;
import dev.countersign.platform.web.Filters;
import dev.countersign.platform.web.ProblemException;
import dev.countersign.request.people.PersonRules.Violation;
import dev.countersign.request.people.ResolverEntry;
import dev.countersign.request.people.ResolverRules;
import dev.countersign.request.people.Resolvers;
import dev.countersign.request.people.Resolvers.Place;
import dev.countersign.request.people.Resolvers.Result;
import dev.countersign.request.rest.ResolverDocuments.ChangeDocument;
import dev.countersign.request.rest.ResolverDocuments.ChangedDocument;
import dev.countersign.request.rest.ResolverDocuments.ChangesDocument;
import dev.countersign.request.rest.ResolverDocuments.EntriesDocument;
import dev.countersign.request.rest.ResolverDocuments.EntryDocument;
import dev.countersign.request.rest.ResolverDocuments.ListedBody;
import dev.countersign.request.rest.ResolverDocuments.ResolverBody;
import dev.countersign.request.rest.ResolverDocuments.ResolverDocument;
import dev.countersign.request.rest.ResolverDocuments.ResolversDocument;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Tables of the partner's directory that say whom to ask, such as the owner of a cost centre. */
@Path("/v1/resolvers")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Resolvers")
public class ResolverResource {

  private static final String ADMIN = "partner_admin";
  private static final Set<String> READERS = Set.of(ADMIN, "operator", "auditor", "controller");

  private final Resolvers resolvers;
  private final Caller caller;
  private final Cursor cursors;

  ResolverResource(Resolvers resolvers, Caller caller, Cursor cursors) {
    this.resolvers = resolvers;
    this.caller = caller;
    this.cursors = cursors;
  }

  @PUT
  @Path("/{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Makes a table say exactly this: up to 10,000 keys, each with 1 to 50 people",
      description =
          "All or nothing. A policy asks it by `{\"resolver\": name, \"by\": path}`; whoever stands"
              + " under the event's key when somebody decides may decide. Open requests follow.")
  public Uni<RestResponse<ChangedDocument>> put(
      String name, @RestHeader("If-Match") @Nullable String ifMatch, @Nullable ResolverBody body) {
    caller.require(ADMIN);
    var entries = ResolverBody.saidBy(body);
    refuse(ResolverRules.check(caller.partner(), name, entries));
    return resolvers.put(change(name, ifMatch), entries).map(ResolverResource::answer);
  }

  @PUT
  @Path("/{name}/entries/{key}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Lists people under one key of a table",
      description = "If-Match names the version of the entry. A table begins with its first entry.")
  public Uni<RestResponse<ChangedDocument>> putEntry(
      String name,
      String key,
      @RestHeader("If-Match") @Nullable String ifMatch,
      @Nullable ListedBody body) {
    caller.require(ADMIN);
    var entry = ListedBody.entry(body, key);
    refuse(ResolverRules.check(caller.partner(), name, entry));
    return resolvers.putEntry(change(name, ifMatch), entry).map(ResolverResource::answer);
  }

  @DELETE
  @Path("/{name}/entries/{key}")
  @Operation(summary = "Takes one key out of a table; steps that ask it wait for somebody")
  public Uni<RestResponse<ChangedDocument>> takeOut(
      String name, String key, @RestHeader("If-Match") @Nullable String ifMatch) {
    caller.require(ADMIN);
    return resolvers
        .takeOut(change(name, ifMatch), ResolverEntry.canonical(key))
        .map(ResolverResource::answer);
  }

  @GET
  @Operation(summary = "The tables of the own partner, by name")
  public Uni<ResolversDocument> list(
      @RestQuery @Nullable String limit, @RestQuery @Nullable String cursor) {
    var asked = asked("resolvers", limit, cursor);
    return resolvers
        .list(caller.partner(), asked.key(), asked.size() + 1)
        .map(found ->
            page(
                asked,
                found,
                ResolverDocument::of,
                it -> List.of(it.name()),
                ResolversDocument::new));
  }

  @GET
  @Path("/{name}")
  @Operation(summary = "A table: how many entries it has, and its version")
  public Uni<RestResponse<ResolverDocument>> get(String name) {
    caller.requireAny(READERS, ADMIN);
    return known(name)
        .map(ResolverDocument::of)
        .map(document -> tagged(document, document.version()));
  }

  @GET
  @Path("/{name}/entries")
  @Operation(summary = "What a table says, by key")
  public Uni<EntriesDocument> entries(
      String name, @RestQuery @Nullable String limit, @RestQuery @Nullable String cursor) {
    var asked = asked("resolver-entries " + name, limit, cursor);
    return known(name)
        .flatMap(_ -> resolvers.entries(caller.partner(), name, asked.key(), asked.size() + 1))
        .map(found ->
            page(
                asked,
                found,
                EntryDocument::of,
                it -> List.of(it.entry().key()),
                EntriesDocument::new));
  }

  @GET
  @Path("/{name}/entries/{key}")
  @Operation(summary = "Whom a table lists under a key")
  public Uni<RestResponse<EntryDocument>> entry(String name, String key) {
    caller.requireAny(READERS, ADMIN);
    return resolvers
        .entry(caller.partner(), name, ResolverEntry.canonical(key))
        .map(found -> EntryDocument.of(found.orElseThrow(ProblemException::notFound)))
        .map(document -> tagged(document, document.version()));
  }

  @GET
  @Path("/{name}/changes")
  @Operation(summary = "What the entries of a table said from when on, and by whom; newest first")
  public Uni<ChangesDocument> changes(
      String name, @RestQuery @Nullable String limit, @RestQuery @Nullable String cursor) {
    var asked = asked("resolver-changes " + name, limit, cursor);
    return known(name)
        .flatMap(
            _ -> resolvers.changes(caller.partner(), name, place(asked.behind()), asked.size() + 1))
        .map(found ->
            page(
                asked,
                found,
                ChangeDocument::of,
                it -> List.of(Integer.toString(it.version()), it.entry().key()),
                ChangesDocument::new));
  }

  private static Place place(List<String> behind) {
    return behind.isEmpty()
        ? Place.TOP
        : new Place(Integer.parseInt(behind.getFirst()), behind.getLast());
  }

  private Uni<Resolvers.Resolver> known(String name) {
    return resolvers
        .find(caller.partner(), name)
        .map(found -> found.orElseThrow(ProblemException::notFound));
  }

  /**
   * A page of a list that was asked for.
   *
   * @param behind the place of the last item before it; empty at the beginning
   */
  private record Asked(String query, int size, List<String> behind) {

    String key() {
      return behind.isEmpty() ? "" : behind.getFirst();
    }
  }

  private Asked asked(String query, @Nullable String limit, @Nullable String cursor) {
    caller.requireAny(READERS, ADMIN);
    var behind = cursor == null ? List.<String>of() : cursors.open(caller.partner(), query, cursor);
    return new Asked(query, Filters.limit(limit), behind);
  }

  /** What was found, which is one more than the page holds if there is a next one. */
  private <T, D, P> P page(
      Asked asked,
      List<T> found,
      Function<T, D> document,
      Function<T, List<String>> place,
      BiFunction<List<D>, @Nullable String, P> page) {
    var shown = found.stream().limit(asked.size()).toList();
    var next =
        found.size() > asked.size()
            ? cursors.seal(caller.partner(), asked.query(), place.apply(shown.getLast()))
            : null;
    return page.apply(shown.stream().map(document).toList(), next);
  }

  private Resolvers.Change change(String name, @Nullable String ifMatch) {
    return new Resolvers.Change(
        caller.partner(),
        name,
        caller.person(),
        EntityTag.version(ifMatch, ResolverResource::mismatch));
  }

  private static void refuse(List<Violation> violations) {
    if (!violations.isEmpty()) {
      throw new ProblemException(
          422,
          "resolver_invalid",
          "The directory does not accept this table.",
          Map.of("violations", violations));
    }
  }

  private static RestResponse<ChangedDocument> answer(Result result) {
    return switch (result) {
      case Result.Done done -> tagged(ChangedDocument.of(done), done.version());
      case Result.VersionMismatch _ -> throw mismatch();
      case Result.Unknown _ -> throw ProblemException.notFound();
      case Result.Full _ ->
          throw new ProblemException(
              422, "resolver_full", "A partner has 100 tables at most, each with 10,000 keys.");
    };
  }

  private static ProblemException mismatch() {
    return new ProblemException(
        412, "version_mismatch", "The table has changed since the version of If-Match.");
  }

  private static <T> RestResponse<T> tagged(T document, int version) {
    return RestResponse.ResponseBuilder.ok(document).header("ETag", EntityTag.of(version)).build();
  }
}
