package dev.countersign.request.ui;

import dev.countersign.platform.web.Caller;
import dev.countersign.request.app.Actor;
import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.SignIn;
import dev.countersign.request.read.Inbox;
import dev.countersign.request.read.Viewer;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The person at the page, and what a request page shows them, at first and after each form. */
@RequestScoped
class Visitor {
  private final Caller caller;
  private final RequestReading reading;
  private final Inbox inbox;
  private final Speech speech;

  Visitor(Caller caller, RequestReading reading, Inbox inbox, Speech speech) {
    this.caller = caller;
    this.reading = reading;
    this.inbox = inbox;
    this.speech = speech;
  }

  Actor.Human actor() {
    return new Actor.Human(
        caller.partner(),
        new PersonId(caller.person()),
        caller.groups(),
        new SignIn(caller.signedInAt(), caller.signInLevel()));
  }

  /** Votes are for people, and not for more of them in a minute than people can mean (RP-08). */
  void admitVote() {
    caller.requireHuman();
    caller.limit("decision");
  }

  Viewer viewer() {
    return new Viewer(caller.partner(), caller.person());
  }

  Tongue tongue() {
    return speech.tongue();
  }

  Notices notices() {
    return new Notices(tongue());
  }

  Uni<Integer> waiting() {
    return inbox.count(viewer());
  }

  /** The request as it is. */
  Uni<TemplateInstance> show(UUID request) {
    return page(request, Optional.empty(), ActForms.Sent.NOTHING, Optional.empty())
        .flatMap(page -> waiting().map(waiting -> Pages.request(page, waiting)));
  }

  /** What was sent: which form, what was typed, which attempt was in view, and by which means. */
  record Sending(
      UUID request, ActForms.Sent sent, Optional<Integer> seen, @Nullable String script) {}

  /** The request as it is now, under the notice; what was typed survives a refusal. */
  Uni<RestResponse<TemplateInstance>> answer(Sending sending, Notices.Answer answer) {
    var sent = answer.isGood() ? ActForms.Sent.NOTHING : sending.sent();
    return page(sending.request(), Optional.of(answer.notice()), sent, sending.seen())
        .flatMap(page ->
            waiting()
                .map(waiting ->
                    sending.script() == null
                        ? Pages.request(page, waiting)
                        : Pages.swap(page, waiting)))
        .map(template ->
            RestResponse.ResponseBuilder.<TemplateInstance>create(answer.status())
                .entity(template)
                .build());
  }

  private Uni<RequestPage> page(
      UUID request, Optional<Notice> notice, ActForms.Sent sent, Optional<Integer> seen) {
    return reading
        .read(actor(), request, seen)
        .map(material ->
            new RequestPages(material, Clock.systemUTC().instant(), tongue()).page(notice, sent));
  }
}
