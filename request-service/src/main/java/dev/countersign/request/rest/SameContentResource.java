package dev.countersign.request.rest;

import dev.countersign.platform.web.Caller;
import dev.countersign.platform.web.ProblemException;
import dev.countersign.request.read.RequestSummary;
import dev.countersign.request.read.SameContent;
import dev.countersign.request.read.Viewer;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** SD-13: what was refused or withdrawn may be asked again, but nobody decides it unknowing. */
@Path("/v1/approval-requests/{id}/same-content")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Approval requests")
public class SameContentResource {
  private static final Set<String> WITHOUT_SUCCESS =
      Set.of("REJECTED", "CANCELLED", "EXPIRED", "REVOKED");

  private final SameContent contents;
  private final Caller caller;

  SameContentResource(SameContent contents, Caller caller) {
    this.contents = contents;
    this.caller = caller;
  }

  /**
   * The other requests that ask for the same.
   *
   * @param resubmitted whether one before this one ended without an approval
   */
  public record SameContentDocument(boolean resubmitted, List<SummaryDocument> items) {

    static SameContentDocument of(UUID id, List<RequestSummary> others) {
      var isResubmitted =
          others.stream()
              .anyMatch(other ->
                  other.id().toString().compareTo(id.toString()) < 0
                      && WITHOUT_SUCCESS.contains(other.status()));
      return new SameContentDocument(
          isResubmitted, others.stream().map(SummaryDocument::of).toList());
    }
  }

  @GET
  @Operation(
      summary = "Other requests with the same operation and material fields, newest first",
      description = "At most 100. Resubmitted: an earlier one ended without an approval.")
  public Uni<SameContentDocument> others(String id) {
    var request = Ids.of(id);
    return contents
        .others(new Viewer(caller.partner(), caller.person()), request)
        .map(found ->
            SameContentDocument.of(request, found.orElseThrow(ProblemException::notFound)));
  }
}
