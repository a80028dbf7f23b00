package dev.countersign.request.ui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.countersign.request.app.Outlook;
import dev.countersign.request.app.Outlook.Deed;
import dev.countersign.request.core.Turn;
import dev.countersign.request.read.LedgerEntry;
import dev.countersign.request.read.RequestSummary;
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
  sealed interface Before {
    JsonNode material();

    /** An earlier attempt of the same request. */
    record Attempt(int number, JsonNode material) implements Before {}

    /** The request about an earlier revision of the same. */
    record Revision(RequestView request) implements Before {
      @Override
      public JsonNode material() {
        return request.payload().material();
      }
    }

    static int revision(RequestSummary request) {
      return request.revision() == null ? 0 : request.revision();
    }
  }

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
  private final Tongue tongue;
  private final SaidWords words;

  RequestPages(Material read, Instant now, Tongue tongue) {
    this.read = read;
    this.now = now;
    this.tongue = tongue;
    this.words = tongue.said();
  }

  RequestPage page(Optional<Notice> notice, ActForms.Sent sent) {
    return new RequestPage(
        request().summary().id().toString(),
        heading(),
        new RequestPage.Reason(whyMe(), rules()),
        payload(),
        new Timeline(request(), read.names(), now, tongue).stages(),
        standpoint(sent),
        new ActForms(read, sent, tongue).all(),
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
    return words.whoVoted(
        Words.isolated(who.hasName() ? who.name() + " (" + who.id() + ")" : who.id()),
        Words.verb(vote.vote(), words),
        moment(vote.at()).relative());
  }

  private Moment moment(OffsetDateTime at) {
    return Moment.of(at.toInstant(), now, tongue);
  }

  private RequestView request() {
    return read.request();
  }

  private RequestPage.Heading heading() {
    var summary = request().summary();
    return new RequestPage.Heading(
        summary.operation() == null ? tongue.lists().unreadable() : Words.of(summary.operation()),
        summary.subjectId() == null ? "" : summary.subjectId(),
        summary.revision() == null ? 1 : summary.revision(),
        Money.ofNullable(summary.amount(), summary.currency(), tongue.language()),
        Badge.of(summary, tongue));
  }

  private String whyMe() {
    return read.outlook().turn().map(this::whyMe).orElseGet(this::hindrance);
  }

  private String whyMe(Turn turn) {
    if (turn.principal().isPresent()) {
      var id = turn.principal().get().value();
      return words.standIn(Words.isolated(who(id).label()), turn.step());
    }
    return read.standing() instanceof Standing.MayDecide(var step, var role)
        ? words.holdRole(Words.isolated(role), step.no())
        : words.asksYou(turn.step());
  }

  /** The read model knows more of the why; where it would let somebody, the rules say why not. */
  private String hindrance() {
    return switch (read.standing()) {
      case Standing.MayNot(var hindrance, var step) ->
          new Hindrances(read, now, tongue).sentence(hindrance, step);
      case Standing.MayDecide _ ->
          Optional.ofNullable(read.outlook().hindrances().get(Deed.DECIDE))
              .map(refusal -> RefusalWords.of(refusal, tongue).sentence())
              .orElse("");
    };
  }

  private Who who(String id) {
    return Who.of(id, read.names().get(id));
  }

  private List<RequestPage.Rule> rules() {
    var rules = new ArrayList<RequestPage.Rule>();
    for (var entry : request().payload().trace()) {
      if (entry.path("matched").asBoolean() && entry.hasNonNull("text")) {
        rules.add(RuleSentence.of(entry.path("text").asText(), tongue));
      }
    }
    return rules;
  }

  private RequestPage.Payload payload() {
    var payload = request().payload();
    var before = read.before().map(Before::material).orElse(none());
    var maker = request().summary().maker();
    var fields = new Fields(tongue);
    return new RequestPage.Payload(
        Optional.ofNullable(maker).map(id -> Who.of(id, read.names().get(id))),
        payload.makerReason() == null ? "" : payload.makerReason(),
        fields.compare(before, payload.material()),
        fields.beyond(payload.material(), payload.data()),
        read.before().map(this::earlier),
        asked());
  }

  private RequestPage.Earlier earlier(Before before) {
    return switch (before) {
      case Before.Attempt(var number, _) ->
          new RequestPage.Earlier(words.comparedWithAttempt(number), "", "");
      case Before.Revision(var old) ->
          new RequestPage.Earlier(
              words.endedAs(Badge.of(old.summary(), tongue).text()),
              old.summary().id().toString(),
              words.revision(Before.revision(old.summary())));
    };
  }

  private Optional<RequestPage.Asked> asked() {
    return request().summary().status().equals("CHANGES_REQUESTED")
        ? new History(read.names(), now, tongue)
            .asked(read.ledger(), request().payload().material())
        : Optional.empty();
  }

  private static JsonNode none() {
    return MissingNode.getInstance();
  }

  private RequestPage.Standpoint standpoint(ActForms.Sent sent) {
    var due = due();
    var typed = sent.path().equals("decisions") ? sent : ActForms.Sent.NOTHING;
    var editables =
        Editable.of(request().payload().material(), read.outlook().editing(), typed.fields());
    var form =
        read.outlook()
            .turn()
            .map(turn -> DecisionForm.of(request(), turn, editables, typed.reason(), tongue));
    return new RequestPage.Standpoint(
        form,
        form.isPresent() ? "" : hindrance(),
        Moment.of(due, now, tongue),
        Urgency.at(due, now),
        signInAgain(form.isPresent(), sent));
  }

  /** Said before anything is typed, to whoever could decide or stand by otherwise. */
  private Optional<SignInAgain> signInAgain(boolean isAsked, ActForms.Sent sent) {
    return read.outlook()
        .stepUp()
        .filter(_ ->
            isAsked
                || read.outlook().allows(Deed.OVERRIDE)
                || ActForms.isPossibleWitness(read.outlook(), read.onlooker()))
        .map(stepUp -> SignInAgain.of(stepUp, request().summary().id().toString(), sent, tongue));
  }

  /** F-210: what it waits for, or how long it took. */
  private RequestPage.Chronicle chronicle() {
    var closed = request().summary().closedAt();
    var created = request().summary().createdAt();
    return new RequestPage.Chronicle(
        new History(read.names(), now, tongue).lines(read.ledger()),
        new Forecast(request(), tongue).bottleneck(now).orElse(""),
        closed == null ? "" : Moment.length(Duration.between(created, closed), tongue.lists()));
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
        moment(summary.createdAt()),
        moment(summary.expiresAt()),
        Optional.ofNullable(closed).map(this::moment),
        pins.policyVersion() == null ? 0 : pins.policyVersion(),
        pins.payloadDigest() == null ? "" : pins.payloadDigest(),
        request().payload().source() + " / " + request().payload().eventId(),
        request().payload().eventType(),
        request().iteration());
  }
}
