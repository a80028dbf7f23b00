package dev.countersign.rules.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.countersign.platform.storage.TenantTransaction;
import dev.countersign.platform.web.Caller;
import dev.countersign.platform.web.Cursor;
import dev.countersign.platform.web.Filters;
import dev.countersign.platform.web.Idempotency;
import dev.countersign.platform.web.Idempotency.Reply;
import dev.countersign.platform.web.ProblemException;
import dev.countersign.rules.app.Actor;
import dev.countersign.rules.app.Directories;
import dev.countersign.rules.app.DraftPolicy;
import dev.countersign.rules.app.LiveRules;
import dev.countersign.rules.app.Policies;
import dev.countersign.rules.app.PolicyFilters;
import dev.countersign.rules.app.PolicyVersion;
import dev.countersign.rules.app.PolicyVersion.State;
import dev.countersign.rules.core.analysis.PolicyAnalysis;
import dev.countersign.rules.core.partner.PartnerId;
import dev.countersign.rules.core.policy.PolicyId;
import dev.countersign.rules.json.DocumentDiff;
import dev.countersign.rules.json.PolicyWriter;
import dev.countersign.rules.json.PolicyYaml;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Policies of the caller's partner. Everybody of the partner reads them, policy admins write. */
@Path("/v1/policies")
@Tag(name = "Policies")
@Produces(MediaType.APPLICATION_JSON)
public class PoliciesResource {

  private static final String POLICY_ADMIN = "policy_admin";

  /** The same permission under the name the source documents gave it (F-188). */
  private static final String APPROVAL_CONFIGS = "APPROVAL_CONFIGS";

  private final Caller caller;
  private final TenantTransaction transaction;
  private final Idempotency idempotency;
  private final Policies policies;
  private final DraftPolicy draftPolicy;
  private final LiveRules rules;
  private final Directories directories;
  private final Cursor cursors;

  PoliciesResource(
      Caller caller,
      TenantTransaction transaction,
      Idempotency idempotency,
      Policies policies,
      DraftPolicy draftPolicy,
      LiveRules rules,
      Directories directories,
      Cursor cursors) {
    this.caller = caller;
    this.transaction = transaction;
    this.idempotency = idempotency;
    this.policies = policies;
    this.draftPolicy = draftPolicy;
    this.rules = rules;
    this.directories = directories;
    this.cursors = cursors;
  }

  /** A list of policies; {@code next} is the cursor of the rest, if there is any. */
  public record PolicyList(List<PolicyView> items, @Nullable String next) {}

  @GET
  @Authenticated
  @Operation(
      summary = "Every policy: the version in force, else the newest one",
      description = "Filters: field.op=value of operation, state, is_active, name, created_at, …")
  public Uni<PolicyList> list(
      @Context UriInfo uri,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    var actor = actor();
    var filters = Filters.parse(uri.getQueryParameters(), PolicyFilters.FIELDS);
    var size = Filters.limit(limit);
    var query = "policies " + filters;
    var after =
        Optional.ofNullable(cursor)
            .map(it -> cursors.open(actor.partner().value(), query, it).getFirst());
    var page = new Policies.Page(filters, after, size + 1);
    return inTransaction(actor, tx -> policies.page(tx, actor.partner(), page))
        .map(found -> page(found, size, query, actor));
  }

  /** One more row than shown tells whether there is a rest. */
  private PolicyList page(List<PolicyVersion> found, int size, String query, Actor actor) {
    var shown = found.subList(0, Math.min(size, found.size()));
    var next =
        found.size() > size
            ? cursors.seal(
                actor.partner().value(), query, List.of(shown.getLast().operation().value()))
            : null;
    return new PolicyList(shown.stream().map(it -> view(it, actor)).toList(), next);
  }

  @GET
  @Path("{id}")
  @Authenticated
  @Operation(summary = "One policy: the version in force, else the newest one")
  public Uni<PolicyView> get(@PathParam("id") UUID id) {
    return versionsOf(id, actor()).map(versions -> current(versions, actor()).getFirst());
  }

  @GET
  @Path("{id}/versions")
  @Authenticated
  @Operation(summary = "All versions of a policy, newest first")
  public Uni<PolicyList> versions(@PathParam("id") UUID id) {
    var actor = actor();
    return versionsOf(id, actor)
        .map(versions ->
            new PolicyList(versions.stream().map(it -> view(it, actor)).toList(), null));
  }

  @GET
  @Path("{id}/versions/{version}")
  @Authenticated
  @Operation(summary = "One version; its ETag is needed to change a draft")
  @APIResponse(responseCode = "200", description = "The version")
  public Uni<Response> version(@PathParam("id") UUID id, @PathParam("version") int version) {
    var actor = actor();
    return versionsOf(id, actor)
        .map(versions -> find(versions, version))
        .map(it -> tagged(it, view(it, actor)));
  }

  @GET
  @Path("{id}/versions/{version}/lint")
  @Authenticated
  @Operation(summary = "Holes, surprises and risks of a version (N-06)")
  public Uni<PolicyLint> lint(@PathParam("id") UUID id, @PathParam("version") int version) {
    return versionsOf(id, actor()).map(versions -> lint(find(versions, version)));
  }

  private PolicyLint lint(PolicyVersion version) {
    var operation = rules.operation(version.operation().value());
    return PolicyLint.of(
        PolicyAnalysis.prove(
            version.terms(),
            operation.orElseThrow(ProblemException::notFound),
            directories.of(new PartnerId(caller.partner()))));
  }

  @GET
  @Path("{id}/versions/{version}/export")
  @Authenticated
  @Produces("application/yaml")
  @Operation(summary = "A version as code, in YAML")
  public Uni<String> export(@PathParam("id") UUID id, @PathParam("version") int version) {
    return versionsOf(id, actor())
        .map(versions -> {
          var found = find(versions, version);
          var document = PolicyWriter.write(found.terms());
          return PolicyYaml.write(document.put("operation", found.operation().value()));
        });
  }

  /** What one version changes of another. */
  @Schema(name = "PolicyDiff")
  public record PolicyDiff(
      int from,
      int to,
      @Schema(implementation = Object[].class) List<DocumentDiff.Change> changes) {}

  @GET
  @Path("{id}/versions/{version}/diff")
  @Authenticated
  @Operation(summary = "Every setting that differs from another version, the one before if unsaid")
  public Uni<PolicyDiff> diff(
      @PathParam("id") UUID id,
      @PathParam("version") int version,
      @QueryParam("against") @Nullable Integer against) {
    var other = against == null ? version - 1 : against;
    return versionsOf(id, actor())
        .map(versions ->
            new PolicyDiff(
                other,
                version,
                DocumentDiff.between(terms(versions, other), terms(versions, version))));
  }

  /** Before the first version there was nothing. */
  private static JsonNode terms(List<PolicyVersion> versions, int version) {
    return version == 0
        ? JsonNodeFactory.instance.objectNode()
        : PolicyWriter.write(find(versions, version).terms());
  }

  private static PolicyVersion find(List<PolicyVersion> versions, int version) {
    return versions.stream()
        .filter(it -> it.version() == version)
        .findFirst()
        .orElseThrow(ProblemException::notFound);
  }

  @POST
  @RolesAllowed({POLICY_ADMIN, APPROVAL_CONFIGS})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Draft the next version of an operation's policy")
  @APIResponse(responseCode = "201", description = "The draft")
  public Uni<Response> create(
      @Schema(ref = "PolicyRequest") @NotNull JsonNode request,
      @HeaderParam("Idempotency-Key") @Nullable String key) {
    var actor = actor();
    var body = PolicyBody.of(request);
    var asking = Idempotency.asking(caller, key, "POST /v1/policies", request);
    return inTransaction(actor, tx -> idempotency.once(tx, asking, () -> create(tx, actor, body)))
        .map(RulesResponses::of);
  }

  private Uni<Reply> create(SqlConnection tx, Actor actor, PolicyBody body) {
    return draftPolicy
        .create(tx, actor, body.operation().orElse(""), body::wording)
        .map(RulesResponses::accepted)
        .map(draft -> Reply.json(201, view(draft, actor).with(lint(draft))));
  }

  @PUT
  @Path("{id}/versions/{version}")
  @RolesAllowed({POLICY_ADMIN, APPROVAL_CONFIGS})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Replace what a draft says; the editor becomes one of its authors")
  @APIResponse(responseCode = "200", description = "The draft")
  public Uni<Response> edit(
      @PathParam("id") UUID id,
      @PathParam("version") int version,
      @Schema(ref = "PolicyRequest") @NotNull JsonNode request,
      @HeaderParam("If-Match") @Nullable String tag) {
    var actor = actor();
    var body = PolicyBody.of(request);
    if (body.operation().isPresent()) {
      throw new ProblemException(422, "operation_fixed", "The operation of a policy is fixed.");
    }
    var edit = new DraftPolicy.Edit(new PolicyId(id), version, RowTag.read(tag), body::wording);
    return inTransaction(actor, tx -> draftPolicy.edit(tx, actor, edit))
        .map(RulesResponses::accepted)
        .map(it -> tagged(it, view(it, actor).with(lint(it))));
  }

  private Uni<List<PolicyVersion>> versionsOf(UUID id, Actor actor) {
    return inTransaction(actor, tx -> policies.versions(tx, actor.partner(), new PolicyId(id)))
        .invoke(versions -> {
          if (versions.isEmpty()) {
            throw ProblemException.notFound();
          }
        });
  }

  private List<PolicyView> current(List<PolicyVersion> newestFirst, Actor actor) {
    var byPolicy = new LinkedHashMap<PolicyId, PolicyVersion>();
    for (var version : newestFirst) {
      byPolicy.merge(
          version.policy(),
          version,
          (shown, older) -> older.state() == State.ACTIVE ? older : shown);
    }
    return byPolicy.values().stream().map(it -> view(it, actor)).toList();
  }

  private PolicyView view(PolicyVersion version, Actor actor) {
    return PolicyView.of(version, actor.partner(), rules);
  }

  private static Response tagged(PolicyVersion version, PolicyView view) {
    return Response.ok(view).tag(RowTag.of(version.row())).build();
  }

  private Actor actor() {
    return RulesResponses.actor(caller.partner(), caller.person());
  }

  private <T> Uni<T> inTransaction(Actor actor, Function<SqlConnection, Uni<T>> work) {
    return transaction.run(Set.of(actor.partner().value()), work);
  }
}
