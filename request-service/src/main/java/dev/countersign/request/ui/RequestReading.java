package dev.countersign.request.ui;

import dev.countersign.platform.web.ProblemException;
import dev.countersign.request.read.RequestSummary;
import dev.countersign.request.read.RequestView;
import dev.countersign.request.read.RequestViews;
import dev.countersign.request.read.Standing;
import dev.countersign.request.read.Viewer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what a request page tells, or fails as not found. */
@ApplicationScoped
class RequestReading {

  private final RequestViews requests;

  RequestReading(RequestViews requests) {
    this.requests = requests;
  }

  Uni<RequestPages.Material> read(Viewer viewer, UUID id) {
    return requests
        .find(viewer, id)
        .map(found -> found.orElseThrow(ProblemException::notFound))
        .flatMap(request -> complete(viewer, request));
  }

  private Uni<RequestPages.Material> complete(Viewer viewer, RequestView request) {
    return requests
        .rolesOf(viewer)
        .flatMap(roles ->
            earlier(viewer, request)
                .flatMap(earlier ->
                    requests
                        .names(viewer, people(request))
                        .map(names ->
                            new RequestPages.Material(
                                request,
                                earlier,
                                Standing.of(request, viewer, roles),
                                viewer,
                                names))));
  }

  /** The request about the revision before this one. */
  private Uni<Optional<RequestView>> earlier(Viewer viewer, RequestView request) {
    var summary = request.summary();
    var operation = summary.operation();
    var subject = summary.subjectId();
    if (operation == null || subject == null) {
      return Uni.createFrom().item(Optional.empty());
    }
    return requests
        .ofSubject(viewer, operation, subject)
        .map(history -> before(summary, history))
        .flatMap(before ->
            before.isPresent()
                ? requests.find(viewer, before.get().id())
                : Uni.createFrom().item(Optional.empty()));
  }

  private static Optional<RequestSummary> before(
      RequestSummary current, List<RequestSummary> history) {
    return history.stream().filter(other -> revision(other) < revision(current)).findFirst();
  }

  private static int revision(RequestSummary request) {
    return request.revision() == null ? 0 : request.revision();
  }

  private static Set<String> people(RequestView request) {
    var voters =
        request.steps().stream().flatMap(step -> step.votes().stream()).map(vote -> vote.person());
    return Stream.of(Stream.ofNullable(request.summary().maker()), voters)
        .flatMap(people -> people)
        .collect(Collectors.toUnmodifiableSet());
  }
}
