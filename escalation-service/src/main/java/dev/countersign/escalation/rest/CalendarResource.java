package dev.countersign.escalation.rest;

import dev.countersign.escalation.app.Actor;
import dev.countersign.escalation.app.PublishCalendars;
import dev.countersign.escalation.app.SaveCalendar;
import dev.countersign.escalation.app.SaveCalendar.Wish;
import dev.countersign.escalation.app.ShowCalendars;
import dev.countersign.escalation.app.StoredCalendar;
import dev.countersign.escalation.core.PartnerId;
import dev.countersign.escalation.core.calendar.BusinessCalendar;
import dev.countersign.escalation.core.calendar.CalendarName;
import dev.countersign.escalation.json.CalendarDocument;
import dev.countersign.escalation.json.CalendarReader;
import dev.countersign.escalation.rest.CalendarView.CalendarList;
import dev.countersign.platform.messaging.Json;
import dev.countersign.platform.web.Caller;
import dev.countersign.platform.web.EntityTag;
import dev.countersign.platform.web.Idempotency;
import dev.countersign.platform.web.Idempotency.Answer.Kept;
import dev.countersign.platform.web.Idempotency.Answer.Refused;
import dev.countersign.platform.web.Idempotency.Reply;
import dev.countersign.platform.web.Once;
import dev.countersign.platform.web.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The calendars of the caller's partner, in whose time the steps of its policies may run. */
@Path("/v1/calendars")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Calendars")
public class CalendarResource {

  private final Caller caller;
  private final ShowCalendars showCalendars;
  private final SaveCalendar saveCalendar;
  private final PublishCalendars publishCalendars;
  private final Once once;

  CalendarResource(
      Caller caller,
      ShowCalendars showCalendars,
      SaveCalendar saveCalendar,
      PublishCalendars publishCalendars,
      Once once) {
    this.caller = caller;
    this.showCalendars = showCalendars;
    this.saveCalendar = saveCalendar;
    this.publishCalendars = publishCalendars;
    this.once = once;
  }

  @GET
  @Authenticated
  @Operation(summary = "The newest version of each calendar, by name; at most 200")
  public Uni<CalendarList> list() {
    return showCalendars.all(actor()).map(CalendarList::of);
  }

  @GET
  @Path("{name}")
  @Authenticated
  @Operation(summary = "The newest version of a calendar; its ETag is what a change has to name")
  @APIResponse(responseCode = "200", description = "OK")
  @APIResponse(responseCode = "404", description = "A problem: there is none of that name")
  public Uni<RestResponse<CalendarView>> get(String name) {
    return showCalendars
        .one(actor(), name)
        .map(found -> found.orElseThrow(ProblemException::notFound))
        .map(found -> answer(200, CalendarView.of(found)));
  }

  @GET
  @Path("{name}/versions")
  @Authenticated
  @Operation(summary = "Every version of a calendar, the newest first; at most 200")
  @APIResponse(responseCode = "200", description = "OK")
  @APIResponse(responseCode = "404", description = "A problem: there is none of that name")
  public Uni<CalendarList> versions(String name) {
    return showCalendars.versions(actor(), name).map(CalendarResource::some);
  }

  @PUT
  @Path("{name}")
  @RolesAllowed({"policy_admin", "APPROVAL_CONFIGS", "partner_admin"})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Create a calendar, or change it as its next version",
      description =
          "A change names in If-Match the version it was made from. Timers that run in the calendar"
              + " and are not due move with it: what has passed so far is kept, the rest counts by"
              + " the new version.")
  @APIResponse(responseCode = "200", description = "Changed, or as it was")
  @APIResponse(responseCode = "201", description = "Created")
  @APIResponse(responseCode = "412", description = "A problem: another version was there")
  @APIResponse(responseCode = "422", description = "A problem: this is no calendar")
  @APIResponse(responseCode = "428", description = "A problem: a change without If-Match")
  public Uni<RestResponse<CalendarView>> put(
      String name,
      @RestHeader("If-Match") @Nullable String ifMatch,
      @RestHeader("Idempotency-Key") @Nullable String key,
      @NotNull CalendarDocument document) {
    if (!CalendarName.isValid(name)) {
      throw new ProblemException(
          422, "calendar_name_invalid", "Lower-case letters, digits and hyphens, at most 60.");
    }
    var actor = actor();
    var seen = EntityTag.version(ifMatch, CalendarResource::mismatch);
    var wish = new Wish(name, checked(document), seen);
    return reply(actor, wish, key, document)
        .invoke(_ -> publishCalendars.soon(actor))
        .map(reply -> answer(reply.status(), Json.read(reply.body(), CalendarView.class)));
  }

  private Uni<Reply> reply(
      Actor.Human actor, Wish wish, @Nullable String key, CalendarDocument document) {
    if (key == null) {
      return saveCalendar.save(actor, wish).map(CalendarResource::kept);
    }
    var asking =
        Idempotency.asking(
            caller, key, "PUT /v1/calendars/" + wish.name() + " " + wish.seen(), document);
    return once.<ProblemException>ask(
            asking,
            () ->
                saveCalendar
                    .save(actor, wish)
                    .<Idempotency.Answer<ProblemException>>map(it -> new Kept<>(kept(it)))
                    .onFailure(ProblemException.class)
                    .recoverWithItem(problem -> new Refused<>(problem)))
        .map(answer ->
            switch (answer) {
              case Kept(var reply) -> reply;
              case Refused(var problem) -> throw problem;
            });
  }

  private static Reply kept(SaveCalendar.Answer answer) {
    return switch (answer) {
      case SaveCalendar.Answer.Created(var calendar) -> reply(201, calendar);
      case SaveCalendar.Answer.Saved(var calendar) -> reply(200, calendar);
      case SaveCalendar.Answer.NotSeen _ -> throw EntityTag.required();
      case SaveCalendar.Answer.Stale _ -> throw mismatch();
      case SaveCalendar.Answer.TooMany _ ->
          throw new ProblemException(
              409, "calendar_conflict", "It was created just now, or there are 200 already.");
    };
  }

  private static Reply reply(int status, StoredCalendar calendar) {
    return Reply.json(status, CalendarView.of(calendar));
  }

  private static BusinessCalendar checked(CalendarDocument document) {
    return switch (CalendarReader.check(document)) {
      case CalendarReader.Checked.Good(var calendar) -> calendar;
      case CalendarReader.Checked.Bad(var problems) ->
          throw new ProblemException(
              422,
              "calendar_invalid",
              "This is no calendar.",
              Map.of(
                  "violations",
                  problems.stream()
                      .map(it ->
                          Map.of(
                              "code", it.code().name().toLowerCase(Locale.ROOT),
                              "path", it.path()))
                      .toList()));
    };
  }

  private static CalendarList some(List<StoredCalendar> versions) {
    if (versions.isEmpty()) {
      throw ProblemException.notFound();
    }
    return CalendarList.of(versions);
  }

  private static RestResponse<CalendarView> answer(int status, CalendarView calendar) {
    return RestResponse.ResponseBuilder.<CalendarView>create(status)
        .entity(calendar)
        .header("ETag", EntityTag.of(calendar.version()))
        .build();
  }

  private static ProblemException mismatch() {
    return new ProblemException(
        412, "version_mismatch", "The calendar has moved on since the version of If-Match.");
  }

  private Actor.Human actor() {
    return new Actor.Human(new PartnerId(caller.partner()), caller.person());
  }
}
