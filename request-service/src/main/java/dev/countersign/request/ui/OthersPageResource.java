package dev.countersign.request.ui;

import dev.countersign.platform.web.Cursor;
import dev.countersign.platform.web.Filter;
import dev.countersign.request.read.Circle;
import dev.countersign.request.read.Circle.Member;
import dev.countersign.request.read.Inbox;
import dev.countersign.request.read.InboxItem;
import dev.countersign.request.read.RequestSummary;
import dev.countersign.request.read.RequestViews;
import dev.countersign.request.read.Viewer;
import dev.countersign.request.ui.InboxPage.Part;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The other parts of an inbox: what waits for one's people, and what one has decided. */
@Path("/")
@Authenticated
@Produces(MediaType.TEXT_HTML)
public class OthersPageResource {

  private static final int PAGE_SIZE = 25;
  private static final int MOST_PEOPLE = 20;

  private final Inbox inbox;
  private final Circle circle;
  private final RequestViews requests;
  private final Visitor visitor;
  private final Cursor cursors;
  private final Speech speech;

  OthersPageResource(
      Inbox inbox,
      Circle circle,
      RequestViews requests,
      Visitor visitor,
      Cursor cursors,
      Speech speech) {
    this.inbox = inbox;
    this.circle = circle;
    this.requests = requests;
    this.visitor = visitor;
    this.cursors = cursors;
    this.speech = speech;
  }

  @GET
  @Path("inbox/team")
  @Operation(hidden = true)
  public Uni<TemplateInstance> team() {
    return circle
        .reports(visitor.viewer(), MOST_PEOPLE)
        .flatMap(people -> others(Part.TEAM, people, null));
  }

  /** Only what the viewer may decide for them: a loan reaches no further than the rules. */
  @GET
  @Path("inbox/delegated")
  @Operation(hidden = true)
  public Uni<TemplateInstance> delegated() {
    var viewer = visitor.viewer();
    return inbox
        .page(viewer, null, Inbox.COUNT_CAP)
        .map(own -> own.stream().map(InboxItem::requestId).collect(Collectors.toSet()))
        .flatMap(mine ->
            circle
                .lenders(viewer, MOST_PEOPLE)
                .flatMap(people -> others(Part.DELEGATED, people, mine)));
  }

  private Uni<TemplateInstance> others(Part part, List<Member> people, @Nullable Set<UUID> within) {
    return Multi.createFrom()
        .iterable(people)
        .onItem()
        .transformToUniAndConcatenate(member -> waitingFor(member, within))
        .collect()
        .asList()
        .map(waiting -> new OthersPage(part, waiting))
        .flatMap(page -> visitor.waiting().map(waiting -> Pages.others(page, waiting)));
  }

  private Uni<OthersPage.Person> waitingFor(Member member, @Nullable Set<UUID> within) {
    return inbox
        .page(new Viewer(visitor.viewer().partner(), member.id()), null, Inbox.COUNT_CAP)
        .map(items ->
            items.stream()
                .filter(item -> within == null || within.contains(item.requestId()))
                .toList())
        .map(items ->
            new OthersPage.Person(
                Who.of(member.id(), member.name()),
                InboxPageResource.rows(items, speech.tongue())));
  }

  @GET
  @Path("inbox/done")
  @Operation(hidden = true)
  public Uni<TemplateInstance> done(@RestQuery @Nullable String cursor) {
    var viewer = visitor.viewer();
    var query = "done page of " + viewer.person();
    var before = cursor == null ? null : position(query, cursor);
    var mine = new Filter("decidedBy", Filter.Op.EQ, List.of(viewer.person()));
    return requests
        .list(viewer, List.of(mine), before, PAGE_SIZE + 1)
        .map(found -> done(query, found))
        .flatMap(page -> visitor.waiting().map(waiting -> Pages.done(page, waiting)));
  }

  private DonePage done(String query, List<RequestSummary> found) {
    var now = Clock.systemUTC().instant();
    var rows =
        found.stream()
            .limit(PAGE_SIZE)
            .map(it -> RequestsPage.Row.of(it, now, speech.tongue()))
            .toList();
    var next =
        found.size() > PAGE_SIZE
            ? cursors.seal(visitor.viewer().partner(), query, List.of(rows.getLast().id()))
            : "";
    return new DonePage(rows, next);
  }

  private UUID position(String query, String cursor) {
    return UUID.fromString(cursors.open(visitor.viewer().partner(), query, cursor).getFirst());
  }
}
