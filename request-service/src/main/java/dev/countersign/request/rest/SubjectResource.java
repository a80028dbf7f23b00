package dev.countersign.request.rest;

import dev.countersign.platform.web.Caller;
import dev.countersign.request.read.RequestViews;
import dev.countersign.request.read.Viewer;
import dev.countersign.request.rest.RequestResource.RequestsDocument;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What was ever asked about one business object. An unknown one simply has no history. */
@Path("/v1/subjects")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Approval requests")
public class SubjectResource {

  private final RequestViews requests;
  private final Caller caller;

  SubjectResource(RequestViews requests, Caller caller) {
    this.requests = requests;
    this.caller = caller;
  }

  @GET
  @Path("/{operation}/{subject}/approvals")
  @Operation(summary = "Every request about one business object, newest first")
  public Uni<RequestsDocument> list(String operation, String subject) {
    return requests
        .ofSubject(new Viewer(caller.partner(), caller.person()), operation, subject)
        .map(found -> new RequestsDocument(found.stream().map(SummaryDocument::of).toList(), null));
  }
}
