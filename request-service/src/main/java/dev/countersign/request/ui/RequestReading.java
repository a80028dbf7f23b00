package dev.countersign.request.ui;

import dev.countersign.platform.web.ProblemException;
import dev.countersign.request.app.Actor;
import dev.countersign.request.app.ForeseeActs;
import dev.countersign.request.app.Outlook;
import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.RequestId;
import dev.countersign.request.read.LedgerEntry;
import dev.countersign.request.read.RequestSummary;
import dev.countersign.request.read.RequestView;
import dev.countersign.request.read.RequestViews;
import dev.countersign.request.read.Standing;
import dev.countersign.request.read.Viewer;
import dev.countersign.request.ui.RequestPages.Before;
import dev.countersign.request.ui.RequestPages.Onlooker;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
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
  private final ForeseeActs foresight;

  RequestReading(RequestViews requests, ForeseeActs foresight) {
    this.requests = requests;
    this.foresight = foresight;
  }

  /** Compared with the attempt that the viewer has seen, or else with the one before this. */
  Uni<RequestPages.Material> read(Actor.Human actor, UUID id, Optional<Integer> seen) {
    var viewer = new Viewer(actor.partner(), actor.person().value());
    return requests
        .find(viewer, id)
        .map(found -> found.orElseThrow(ProblemException::notFound))
        .flatMap(request ->
            Uni.combine()
                .all()
                .unis(
                    foresight.handle(actor, new RequestId(id)),
                    requests.rolesOf(viewer),
                    before(viewer, request, seen),
                    requests.ledger(viewer, id))
                .asTuple()
                .flatMap(read ->
                    named(
                        viewer,
                        new Read(
                            request,
                            read.getItem1().orElseThrow(ProblemException::notFound),
                            read.getItem2(),
                            read.getItem3(),
                            read.getItem4()),
                        actor.groups())));
  }

  private record Read(
      RequestView request,
      Outlook outlook,
      Set<String> roles,
      Optional<Before> before,
      List<LedgerEntry> ledger) {}

  private Uni<RequestPages.Material> named(Viewer viewer, Read read, Set<String> groups) {
    var request = read.request();
    var onlooker = new Onlooker(viewer, groups, request.makerSet().contains(viewer.person()));
    return requests
        .names(viewer, people(read))
        .map(names ->
            new RequestPages.Material(
                request,
                read.before(),
                Standing.of(request, viewer, read.roles()),
                read.outlook(),
                onlooker,
                read.ledger(),
                names));
  }

  private Uni<Optional<Before>> before(Viewer viewer, RequestView request, Optional<Integer> seen) {
    var last = Math.min(seen.orElse(Integer.MAX_VALUE), request.iteration() - 1);
    return last < 1
        ? earlierRevision(viewer, request)
        : requests
            .attempt(viewer, request.summary().id(), last)
            .map(found ->
                found.<Before>map(
                    attempt -> new Before.Attempt(attempt.iteration(), attempt.material())));
  }

  /** The request about the revision before this one. */
  private Uni<Optional<Before>> earlierRevision(Viewer viewer, RequestView request) {
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
                ? requests
                    .find(viewer, before.get().id())
                    .map(it -> it.<Before>map(Before.Revision::new))
                : Uni.createFrom().item(Optional.empty()));
  }

  private static Optional<RequestSummary> before(
      RequestSummary current, List<RequestSummary> history) {
    return history.stream()
        .filter(other -> Before.revision(other) < Before.revision(current))
        .findFirst();
  }

  private static Set<String> people(Read read) {
    var pooled = read.outlook().pools().values().stream().flatMap(Collection::stream);
    var witness = read.outlook().witness().stream();
    var principal = read.outlook().turn().flatMap(turn -> turn.principal()).stream();
    return Stream.of(
            Stream.of(pooled, witness, principal).flatMap(it -> it).map(PersonId::value),
            Stream.ofNullable(read.request().summary().maker()),
            History.people(read.ledger()).stream())
        .flatMap(people -> people)
        .collect(Collectors.toUnmodifiableSet());
  }
}
