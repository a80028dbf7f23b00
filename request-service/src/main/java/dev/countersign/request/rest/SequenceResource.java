package dev.countersign.request.rest;

import dev.countersign.platform.web.Caller;
import dev.countersign.platform.web.Cursor;
import dev.countersign.platform.web.EntityTag;
import dev.countersign.platform.web.Filters;
import dev.countersign.platform.web.ProblemException;
import dev.countersign.request.app.number.Sequences;
import dev.countersign.request.app.number.Sequences.SequenceKey;
import dev.countersign.request.app.number.StoredSequence;
import dev.countersign.request.core.number.Sequence;
import dev.countersign.request.core.number.SequenceRules;
import dev.countersign.request.core.number.SequenceRules.Checked;
import dev.countersign.request.rest.Keyed.Call;
import dev.countersign.request.rest.SequenceDocuments.SequenceBody;
import dev.countersign.request.rest.SequenceDocuments.SequenceDocument;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * Sequences of document numbers (F-176). Changing one needs the permission {@code AUTO_SEQUENCES}.
 */
@Path("/v1/sequences")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sequences")
public class SequenceResource {
  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private final Sequences sequences;
  private final Caller caller;
  private final Cursor cursors;
  private final Keyed keyed;

  SequenceResource(Sequences sequences, Caller caller, Cursor cursors, Keyed keyed) {
    this.sequences = sequences;
    this.caller = caller;
    this.cursors = cursors;
    this.keyed = keyed;
  }

  /** A page of sequences. */
  public record SequencesDocument(List<SequenceDocument> items, @Nullable String next) {}

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Creates a sequence; one per document type and branch")
  public Uni<RestResponse<SequenceDocument>> create(
      @RestHeader(Keyed.HEADER) @Nullable String key, SequenceBody body) {
    SequencePermission.toChange(caller);
    var sequence = checked(body);
    return keyed
        .once(
            new Call<>(key, body, SequenceDocument.class),
            () ->
                sequences
                    .create(caller.partner(), sequence, body.start())
                    .map(NumberRefusals::valueOf)
                    .map(SequenceDocument::of))
        .map(document -> answer(RestResponse.Status.CREATED, document));
  }

  @GET
  @Operation(summary = "The partner's sequences")
  public Uni<SequencesDocument> list(
      @RestQuery @Nullable String limit, @RestQuery @Nullable String cursor) {
    SequencePermission.toRead(caller);
    var size = Filters.limit(limit);
    var after =
        cursor == null
            ? BEFORE_ALL
            : UUID.fromString(cursors.open(caller.partner(), "sequences", cursor).getFirst());
    return sequences.list(caller.partner(), after, size + 1).map(found -> page(found, size));
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "One sequence, and where its counter stands")
  public Uni<RestResponse<SequenceDocument>> get(String id) {
    SequencePermission.toRead(caller);
    return sequences
        .find(key(id))
        .map(found -> found.orElseThrow(ProblemException::notFound))
        .map(stored -> answer(RestResponse.Status.OK, SequenceDocument.of(stored)));
  }

  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Changes what further numbers look like")
  public Uni<RestResponse<SequenceDocument>> update(
      String id, @RestHeader("If-Match") @Nullable String ifMatch, SequenceBody body) {
    SequencePermission.toChange(caller);
    if (body.currentValue() != null) {
      throw new ProblemException(
          422, "use_reset", "A counter is set by POST /v1/sequences/{id}/reset.");
    }
    return sequences
        .update(key(id), checked(body), version(ifMatch))
        .map(NumberRefusals::valueOf)
        .map(stored -> answer(RestResponse.Status.OK, SequenceDocument.of(stored)));
  }

  @DELETE
  @Path("/{id}")
  @Operation(summary = "Ends a sequence; its numbers stay issued for ever")
  public Uni<RestResponse<Void>> delete(
      String id, @RestHeader("If-Match") @Nullable String ifMatch) {
    SequencePermission.toChange(caller);
    return sequences
        .delete(key(id), version(ifMatch))
        .map(NumberRefusals::valueOf)
        .map(_ -> RestResponse.noContent());
  }

  private SequenceKey key(String id) {
    return new SequenceKey(caller.partner(), Ids.of(id));
  }

  private static int version(@Nullable String ifMatch) {
    return ETags.version(ifMatch).orElseThrow(EntityTag::required);
  }

  private static Sequence checked(SequenceBody body) {
    return switch (SequenceRules.check(body.draft())) {
      case Checked.Good(var sequence) -> sequence;
      case Checked.Bad(var violations) ->
          throw new ProblemException(
              422,
              "sequence_invalid",
              "This is no sequence of numbers.",
              Map.of("violations", violations));
    };
  }

  private static RestResponse<SequenceDocument> answer(
      RestResponse.Status status, SequenceDocument document) {
    return RestResponse.ResponseBuilder.create(status, document)
        .header("ETag", EntityTag.of(document.version()))
        .build();
  }

  private SequencesDocument page(List<StoredSequence> found, int size) {
    var shown = found.stream().limit(size).map(SequenceDocument::of).toList();
    var next =
        Optional.of(found)
            .filter(all -> all.size() > size)
            .map(_ ->
                cursors.seal(
                    caller.partner(), "sequences", List.of(shown.getLast().id().toString())));
    return new SequencesDocument(shown, next.orElse(null));
  }
}
