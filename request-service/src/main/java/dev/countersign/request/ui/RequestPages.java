package dev.countersign.request.ui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.countersign.request.read.RequestView;
import dev.countersign.request.read.Standing;
import dev.countersign.request.read.StepView;
import dev.countersign.request.read.Viewer;
import dev.countersign.request.read.VoteView;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Words a request for one viewer at one moment. Pure: everything it needs comes in. */
final class RequestPages {

  /** What was read for the page: the request, its predecessor, and where the viewer stands. */
  record Material(
      RequestView request,
      Optional<RequestView> earlier,
      Standing standing,
      Viewer viewer,
      Map<String, String> names) {}

  private final Material read;
  private final Instant now;

  RequestPages(Material read, Instant now) {
    this.read = read;
    this.now = now;
  }

  RequestPage page(Optional<Notice> notice, String typedReason) {
    return new RequestPage(
        request().summary().id().toString(),
        heading(),
        new RequestPage.Reason(whyMe(), rules()),
        payload(),
        new Timeline(request(), read.names(), now).stages(),
        standpoint(typedReason),
        facts(),
        notice.map(this::namingWhoDecided));
  }

  /** Somebody who came too late wants to know who was faster. */
  private Notice namingWhoDecided(Notice notice) {
    if (!notice.isBad() || request().isOpen()) {
      return notice;
    }
    return request().steps().stream()
        .flatMap(step -> step.votes().stream())
        .reduce((_, last) -> last)
        .map(vote -> notice.and(sentence(vote)))
        .orElse(notice);
  }

  private String sentence(VoteView vote) {
    var who = Who.of(vote.person(), read.names().get(vote.person()));
    return "%s %s it %s."
        .formatted(
            Words.isolated(who.hasName() ? who.name() + " (" + who.id() + ")" : who.id()),
            vote.vote().equals("APPROVE") ? "approved" : "rejected",
            Moment.of(vote.at().toInstant(), now).relative());
  }

  private RequestView request() {
    return read.request();
  }

  private RequestPage.Heading heading() {
    var summary = request().summary();
    return new RequestPage.Heading(
        summary.operation() == null ? "Unreadable event" : Words.of(summary.operation()),
        summary.subjectId() == null ? "" : summary.subjectId(),
        summary.revision() == null ? 1 : summary.revision(),
        Money.ofNullable(summary.amount(), summary.currency()),
        Badge.of(summary));
  }

  private String whyMe() {
    return switch (read.standing()) {
      case Standing.MayDecide(var step, var role) ->
          "You hold the role %s, and step %d asks for it."
              .formatted(Words.isolated(role), step.no());
      case Standing.MayNot(var hindrance, var step) ->
          Hindrances.sentence(hindrance, step, read, now);
    };
  }

  private List<String> rules() {
    var rules = new ArrayList<String>();
    for (var entry : request().payload().trace()) {
      if (entry.path("matched").asBoolean() && entry.hasNonNull("text")) {
        rules.add(RuleSentence.of(entry.path("text").asText()));
      }
    }
    return rules;
  }

  private RequestPage.Payload payload() {
    var payload = request().payload();
    var before = read.earlier().map(old -> old.payload().material()).orElse(none());
    var maker = request().summary().maker();
    return new RequestPage.Payload(
        Optional.ofNullable(maker).map(id -> Who.of(id, read.names().get(id))),
        payload.makerReason() == null ? "" : payload.makerReason(),
        Fields.compare(before, payload.material()),
        Fields.beyond(payload.material(), payload.data()),
        read.earlier().map(RequestPages::earlier));
  }

  private static JsonNode none() {
    return MissingNode.getInstance();
  }

  private static RequestPage.Earlier earlier(RequestView old) {
    var revision = old.summary().revision();
    return new RequestPage.Earlier(
        old.summary().id().toString(), revision == null ? 1 : revision, Badge.of(old.summary()));
  }

  private RequestPage.Standpoint standpoint(String typedReason) {
    var due = due();
    var form =
        read.standing() instanceof Standing.MayDecide may
            ? Optional.of(DecisionForm.of(request(), may, typedReason))
            : Optional.<DecisionForm>empty();
    var hindrance =
        read.standing() instanceof Standing.MayNot(var why, var step)
            ? Hindrances.sentence(why, step, read, now)
            : "";
    return new RequestPage.Standpoint(
        form, hindrance, mayCancel(), Moment.of(due, now), Urgency.at(due, now));
  }

  private boolean mayCancel() {
    return request().summary().closedAt() == null
        && request().makerSet().contains(read.viewer().person());
  }

  private Instant due() {
    return Stream.concat(
            request().openStep().map(StepView::dueAt).stream(),
            Stream.of(request().summary().expiresAt()))
        .map(OffsetDateTime::toInstant)
        .min(Instant::compareTo)
        .orElseThrow();
  }

  private RequestPage.Facts facts() {
    var summary = request().summary();
    var pins = request().pins();
    var closed = summary.closedAt();
    return new RequestPage.Facts(
        Moment.of(summary.createdAt().toInstant(), now),
        Moment.of(summary.expiresAt().toInstant(), now),
        Optional.ofNullable(closed).map(at -> Moment.of(at.toInstant(), now)),
        pins.policyVersion() == null ? 0 : pins.policyVersion(),
        pins.payloadDigest() == null ? "" : pins.payloadDigest(),
        request().payload().source() + " / " + request().payload().eventId(),
        request().payload().eventType(),
        request().iteration());
  }
}
