package dev.countersign.request.rest;

import dev.countersign.platform.messaging.Json;
import dev.countersign.platform.web.Caller;
import dev.countersign.platform.web.Cursor;
import dev.countersign.platform.web.Filters;
import dev.countersign.platform.web.ProblemException;
import dev.countersign.request.app.number.Answer;
import dev.countersign.request.app.number.IssuedNumber;
import dev.countersign.request.app.number.Numbers;
import dev.countersign.request.app.number.Sequences;
import dev.countersign.request.app.number.Sequences.SequenceKey;
import dev.countersign.request.rest.Keyed.Call;
import dev.countersign.request.rest.SequenceDocuments.NumberDocument;
import dev.countersign.request.rest.SequenceDocuments.ReserveBody;
import dev.countersign.request.rest.SequenceDocuments.ResetBody;
import dev.countersign.request.rest.SequenceDocuments.SequenceDocument;
import dev.countersign.request.rest.SequenceDocuments.VoidBody;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The numbers of a sequence: issued once, explained when nobody uses them, never issued again. */
@Path("/v1/sequences/{id}")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sequences")
public class NumberResource {
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");
  private static final int LONGEST_REASON = 2000;

  private final Numbers numbers;
  private final Sequences sequences;
  private final Caller caller;
  private final Cursor cursors;
  private final Keyed keyed;

  NumberResource(Numbers numbers, Sequences sequences, Caller caller, Cursor cursors, Keyed keyed) {
    this.numbers = numbers;
    this.sequences = sequences;
    this.caller = caller;
    this.cursors = cursors;
    this.keyed = keyed;
  }

  /** A page of issued numbers. */
  public record NumbersDocument(List<NumberDocument> items, @Nullable String next) {}

  @POST
  @Path("/reserve")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "The next number for a key, or the number the key has; safe to repeat")
  public Uni<NumberDocument> reserve(
      String id, @RestHeader(Keyed.HEADER) @Nullable String key, ReserveBody body) {
    SequencePermission.toReserve(caller);
    var purpose = body.key();
    if (purpose == null || !KEY.matcher(purpose).matches()) {
      throw new ProblemException(
          422, "key_invalid", "Say by a key of 1 to 200 visible characters what it is for.");
    }
    var sequence = key(id);
    return keyed.once(
        new Call<>(key, body, NumberDocument.class),
        () -> numbers.reserve(sequence, purpose, caller.person()).map(NumberResource::number));
  }

  @POST
  @Path("/void")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Explains a number that no document bears; it is not issued again")
  public Uni<NumberDocument> voidNumber(
      String id, @RestHeader(Keyed.HEADER) @Nullable String key, VoidBody body) {
    SequencePermission.toReserve(caller);
    var number = body.number() == null ? "" : body.number();
    var why = reason(body.reason());
    var sequence = key(id);
    return keyed.once(
        new Call<>(key, body, NumberDocument.class),
        () ->
            numbers.voidNumber(sequence, number, why, caller.person()).map(NumberResource::number));
  }

  @POST
  @Path("/reset")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Sets the counter of the present period",
      description =
          "Needs an approved request of operation sequence_counter_reset whose subject is this"
              + " sequence and whose material field counter is the value; each serves once. A value"
              + " that could render an issued number again is refused.")
  public Uni<SequenceDocument> reset(
      String id, @RestHeader(Keyed.HEADER) @Nullable String key, ResetBody body) {
    SequencePermission.toChange(caller);
    var to = body.to();
    var approval = body.approvalRequestId();
    if (to == null || to < 0) {
      throw new ProblemException(422, "counter_invalid", "A counter is zero or more.");
    }
    if (approval == null) {
      throw new ProblemException(
          422, "approval_required", "Name the approved request that allows it.");
    }
    var reset = new Numbers.Reset(to, reason(body.reason()), Ids.of(approval));
    var sequence = key(id);
    return keyed.once(
        new Call<>(key, body, SequenceDocument.class),
        () ->
            numbers
                .reset(sequence, reset, caller.person())
                .map(NumberRefusals::valueOf)
                .map(SequenceDocument::of));
  }

  private static NumberDocument number(Answer<IssuedNumber> answer) {
    return NumberDocument.of(NumberRefusals.valueOf(answer));
  }

  @GET
  @Path("/numbers")
  @Operation(summary = "Issued numbers, by number; void ones say why")
  public Uni<NumbersDocument> list(
      String id, @RestQuery @Nullable String limit, @RestQuery @Nullable String cursor) {
    SequencePermission.toRead(caller);
    var size = Filters.limit(limit);
    var query = "numbers " + id;
    var after = cursor == null ? "" : cursors.open(caller.partner(), query, cursor).getFirst();
    return numbers
        .list(key(id), after, size + 1)
        .call(found -> found.isEmpty() ? known(key(id)) : Uni.createFrom().voidItem())
        .map(found -> page(query, found, size));
  }

  /** A sequence without numbers is an empty list; one that never was is not found (TN-01). */
  private Uni<Void> known(SequenceKey key) {
    return sequences
        .find(key)
        .map(found -> found.orElseThrow(ProblemException::notFound))
        .replaceWithVoid();
  }

  private NumbersDocument page(String query, List<IssuedNumber> found, int size) {
    var shown = found.stream().limit(size).map(NumberDocument::of).toList();
    var next =
        found.size() > size
            ? cursors.seal(caller.partner(), query, List.of(shown.getLast().number()))
            : null;
    return new NumbersDocument(shown, next);
  }

  private SequenceKey key(String id) {
    return new SequenceKey(caller.partner(), Ids.of(id));
  }

  private static String reason(@Nullable String reason) {
    var stripped = reason == null ? "" : reason.strip();
    if (stripped.isEmpty() || stripped.length() > LONGEST_REASON || !Json.isStorable(stripped)) {
      throw new ProblemException(
          422, "reason_required", "Say why, in at most " + LONGEST_REASON + " characters.");
    }
    return stripped;
  }
}
