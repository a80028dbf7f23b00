package dev.countersign.request.testing;

import dev.countersign.platform.messaging.Json;
import dev.countersign.request.app.Dossier;
import dev.countersign.request.app.Evaluation;
import dev.countersign.request.app.Evaluation.Intent;
import dev.countersign.request.app.Evaluation.SourceEvent;
import dev.countersign.request.app.Evaluation.Texts;
import dev.countersign.request.app.EventName;
import dev.countersign.request.app.message.Fields;
import dev.countersign.request.app.message.RouteReader;
import dev.countersign.request.app.message.SettingsReader;
import dev.countersign.request.core.Digest;
import dev.countersign.request.core.Opening;
import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.RequestId;
import dev.countersign.request.core.Seen;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** An evaluated invoice of a partner, with only what a test cares about spelled out. */
public final class AnEvaluation {

  public static final String DIGEST = "a".repeat(64);
  private static final AtomicLong COUNTER = new AtomicLong(System.nanoTime() & 0xffff_ffffL);

  private String partner = "acme";
  private String maker = "maker@acme";
  private List<String> contributors = List.of();
  private String makerReason = "monthly order";
  private String subject = "INV-" + COUNTER.incrementAndGet();
  private String operation = "invoice";
  private BigDecimal amount = new BigDecimal("350000");
  private String data = "";
  private int revision = 1;
  private Intent intent = Intent.OPEN;
  private Duration ttl = Duration.ofDays(7);
  private String clocks = "";
  private String settings = "";
  private String digest = DIGEST;
  private List<String> roles = List.of("Mid-Office Supervisor");
  private int quorum = 1;
  private String reasons = "";

  public static AnEvaluation of(String partner, String maker) {
    var evaluation = new AnEvaluation();
    evaluation.partner = partner;
    evaluation.maker = maker;
    return evaluation;
  }

  public AnEvaluation of(String operation, String subject, String amount) {
    this.operation = operation;
    this.subject = subject;
    this.amount = new BigDecimal(amount);
    return this;
  }

  /** Who made it besides. */
  public AnEvaluation along(String... others) {
    this.contributors = List.of(others);
    return this;
  }

  public AnEvaluation because(String reason) {
    this.makerReason = reason;
    return this;
  }

  public AnEvaluation revision(int number) {
    this.revision = number;
    this.intent = Intent.REVISE;
    return this;
  }

  /** One step after the other, each asking for one role. */
  public AnEvaluation steps(String... roles) {
    this.roles = List.of(roles);
    return this;
  }

  public AnEvaluation needing(int approvals) {
    this.quorum = approvals;
    return this;
  }

  public AnEvaluation expiringIn(Duration time) {
    this.ttl = time;
    return this;
  }

  public AnEvaluation escalating(Duration timeout, String role) {
    this.clocks =
        ",\"clocks\":{\"timeout\":\"%s\",\"onTimeout\":\"ESCALATE\",\"escalateTo\":{\"role\":\"%s\"}}"
            .formatted(timeout, role);
    return this;
  }

  /** An approval takes effect only after this time. */
  public AnEvaluation heldFor(Duration time) {
    this.settings += ",\"hold\":\"%s\"".formatted(time);
    return this;
  }

  /** A partner's admin may override the checkers, as often as it takes. */
  public AnEvaluation overridable() {
    this.settings += ",\"override\":{\"quotaPerMonth\":100000000,\"reviewWithin\":\"P30D\"}";
    return this;
  }

  /** What a decision is bound to. */
  public AnEvaluation digest(String hex) {
    this.digest = hex;
    return this;
  }

  /** The whole event; without it, the data is the material and nothing else. */
  public AnEvaluation saying(String json) {
    this.data = json;
    return this;
  }

  /** The question that the step's reason answers. */
  public AnEvaluation asking(String question) {
    this.reasons = ",\"prompt\":\"" + question + "\"";
    return this;
  }

  /** A setting of the route, as {@code "bulk":false}. */
  public AnEvaluation under(String setting) {
    this.settings = settings + "," + setting;
    return this;
  }

  public String subject() {
    return subject;
  }

  Evaluation build(UUID id, String eventId) {
    var material = "{\"amount\":\"%s\",\"currency\":\"BDT\"}".formatted(amount.toPlainString());
    var makers = makers();
    var route = new Fields(Json.read(route().getBytes(StandardCharsets.UTF_8)));
    var trace =
        "[{\"rule\":\"band-200000\",\"text\":\"amount %s BDT is in [200000, 500000)\",\"matched\":true}]"
            .formatted(amount.toPlainString());
    return new Evaluation(
        dossier(id, eventId),
        intent,
        new SourceEvent(operation + ".created", Optional.of(Instant.now()), Optional.of(subject)),
        new Opening.Required(
            operation,
            makers,
            new Seen(new Digest(digest), 1, 3),
            RouteReader.tracks(route),
            SettingsReader.of(route)),
        Optional.empty(),
        Optional.of(makerReason),
        List.of(),
        List.of("band-200000"),
        new Texts(
            Optional.of(material),
            Optional.of(material),
            Optional.of(trace),
            Optional.of(route()),
            Optional.of(data.isEmpty() ? material : data)),
        List.of(),
        Optional.empty());
  }

  private Set<PersonId> makers() {
    var makers = new HashSet<>(Set.of(new PersonId(maker)));
    contributors.forEach(it -> makers.add(new PersonId(it)));
    return makers;
  }

  private Dossier dossier(UUID id, String eventId) {
    return new Dossier(
        partner,
        new RequestId(id),
        "/billing",
        eventId,
        Optional.of(operation),
        Optional.of(subject),
        Optional.of(revision),
        Optional.of(maker),
        Optional.of(amount),
        Optional.of("BDT"),
        new Digest("b".repeat(64)),
        Optional.of(new Digest(digest)),
        Optional.of(UUID.fromString("7b1f9a52-3c61-4c55-9d0a-0e5a4a1f7c33")),
        Optional.of(3),
        1,
        Optional.empty(),
        List.of(new EventName("/billing", eventId)));
  }

  private String route() {
    var steps = new ArrayList<String>();
    for (var role : roles) {
      steps.add(
          """
          {"no":%d,"name":"%s","state":"WAITING","quorum":{"kind":"COUNT","n":%d},
           "rejectionRule":"FIRST_REJECTION","approvers":[{"role":"%s"}],
           "requireReason":{"approve":true,"reject":true%s}%s}\
          """
              .formatted(steps.size() + 1, role, quorum, role, reasons, clocks));
    }
    return """
    {"tracks":[{"name":"main","steps":[%s]}],"tracksRequired":1,"ttl":"%s"%s}\
    """
        .formatted(String.join(",", steps), ttl, settings);
  }
}
