package dev.countersign.request.ui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.countersign.request.app.Outlook;
import dev.countersign.request.app.Outlook.Deed;
import dev.countersign.request.core.Turn;
import dev.countersign.request.read.LedgerEntry;
import dev.countersign.request.read.RequestView;
import dev.countersign.request.read.Standing;
import dev.countersign.request.read.StepView;
import dev.countersign.request.read.Viewer;
import dev.countersign.request.read.VoteView;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Words a request for one viewer at one moment. Pure: everything it needs comes in. */
final class RequestPages {

  /** What was read for the page: the request, its predecessor, and where the viewer stands. */
  record Material(
      RequestView request,
      Optional<Before> before,
      Standing standing,
      Outlook outlook,
      Onlooker onlooker,
      List<LedgerEntry> ledger,
      Map<String, String> names) {

    Material {
      ledger = List.copyOf(ledger);
    }
  }

  /** What the fields are compared to. */
  record Before(JsonNode material, RequestPage.Earlier earlier) {}

  /** Who looks at the page, and in which platform roles. */
  record Onlooker(Viewer viewer, Set<String> groups, boolean isMaker) {
    Onlooker {
      groups = Set.copyOf(groups);
    }

    String person() {
      return viewer.person();
    }

    boolean is(String group) {
      return groups.contains(group);
    }
  }

  private final Material read;
  private final Instant now;

  RequestPages(Material read, Instant now) {
    this.read = read;
    this.now = now;
  }

  RequestPage page(Optional<Notice> notice, ActForms.Sent sent) {
    return new RequestPage(
        request().summary().id().toString(),
        heading(),
        new RequestPage.Reason(whyMe(), rules()),
        payload(),
        new Timeline(request(), read.names(), now).stages(),
        standpoint(sent),
        new ActForms(read, sent).all(),
        chronicle(),
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
    var who = who(vote.person());
    return "%s %s it %s."
        .formatted(
            Words.isolated(who.hasName() ? who.name() + " (" + who.id() + ")" : who.id()),
            Words.verb(vote.vote()),
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
    return read.outlook().turn().map(this::whyMe).orElseGet(this::hindrance);
  }

  private String whyMe(Turn turn) {
    if (turn.principal().isPresent()) {
      var id = turn.principal().get().value();
      return "You stand in for %s, whom step %d asks."
          .formatted(Words.isolated(who(id).label()), turn.step());
    }
    return read.standing() instanceof Standing.MayDecide(var step, var role)
        ? "You hold the role %s, and step %d asks for it."
            .formatted(Words.isolated(role), step.no())
        : "Step %d asks for you.".formatted(turn.step());
  }

  /** The read model knows more of the why; where it would let somebody, the rules say why not. */
  private String hindrance() {
    return switch (read.standing()) {
      case Standing.MayNot(var hindrance, var step) ->
          Hindrances.sentence(hindrance, step, read, now);
      case Standing.MayDecide _ ->
          Optional.ofNullable(read.outlook().hindrances().get(Deed.DECIDE))
              .map(RefusalWords::of)
              .map(words -> words.title() + " " + words.line())
              .orElse("");
    };
  }

  private Who who(String id) {
    return Who.of(id, read.names().get(id));
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
    var before = read.before().map(Before::material).orElse(none());
    var maker = request().summary().maker();
    return new RequestPage.Payload(
        Optional.ofNullable(maker).map(id -> Who.of(id, read.names().get(id))),
        payload.makerReason() == null ? "" : payload.makerReason(),
        Fields.compare(before, payload.material()),
        Fields.beyond(payload.material(), payload.data()),
        read.before().map(Before::earlier),
        asked());
  }

  private Optional<RequestPage.Asked> asked() {
    return request().summary().status().equals("CHANGES_REQUESTED")
        ? new History(read.names(), now).asked(read.ledger(), request().payload().material())
        : Optional.empty();
  }

  private static JsonNode none() {
    return MissingNode.getInstance();
  }

  private RequestPage.Standpoint standpoint(ActForms.Sent sent) {
    var due = due();
    var typed = sent.path().equals("decisions") ? sent : ActForms.Sent.NOTHING;
    var editables =
        Editable.of(request().payload().material(), read.outlook().editing(), typed.edits());
    var form =
        read.outlook()
            .turn()
            .map(turn -> DecisionForm.of(request(), turn, editables, typed.reason()));
    return new RequestPage.Standpoint(
        form,
        form.isPresent() ? "" : hindrance(),
        Moment.of(due, now),
        Urgency.at(due, now),
        signInAgain(form.isPresent(), sent));
  }

  /** Said before anything is typed, to whoever could decide otherwise. */
  private Optional<SignInAgain> signInAgain(boolean isAsked, ActForms.Sent sent) {
    return read.outlook()
        .stepUp()
        .filter(_ -> isAsked || read.outlook().allows(Deed.OVERRIDE))
        .map(stepUp -> SignInAgain.of(stepUp, request().summary().id().toString(), sent));
  }

  /** F-210: what it waits for, or how long it took. */
  private RequestPage.Chronicle chronicle() {
    var closed = request().summary().closedAt();
    var created = request().summary().createdAt();
    return new RequestPage.Chronicle(
        new History(read.names(), now).lines(read.ledger()),
        new Forecast(request()).bottleneck(now).orElse(""),
        closed == null ? "" : Moment.length(Duration.between(created, closed)));
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
