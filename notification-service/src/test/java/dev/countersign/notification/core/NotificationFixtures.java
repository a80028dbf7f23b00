package dev.countersign.notification.core;

import dev.countersign.notification.core.StepPlace.Quorum;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Events and facts as the tests speak of them. */
public final class NotificationFixtures {
  public static final UUID REQUEST = UUID.fromString("0199f0aa-1c2d-7e3f-8a4b-5c6d7e8f9a0b");
  public static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private NotificationFixtures() {}

  public static LedgerEvent event(EventKind kind, Audience audience) {
    return event(kind, audience, factsOf("maker@acme"));
  }

  public static LedgerEvent event(EventKind kind, Audience audience, Facts facts) {
    var id = UUID.fromString("0d3c9c0e-5d0f-5b7e-9a51-6f4f7f1f2a10");
    return new LedgerEvent(new EventKey("acme", REQUEST, 1), id, kind, NOON, facts, audience);
  }

  public static Facts factsOf(String maker) {
    return new Facts(
        Optional.of("credit_note"),
        Optional.of("CN-7"),
        Optional.of("350000"),
        Optional.of("BDT"),
        Optional.of(maker),
        Optional.of("Controller"),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public static Facts factsWithoutMaker() {
    var none = Optional.<String>empty();
    return new Facts(
        none,
        none,
        none,
        none,
        none,
        none,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        none,
        none,
        Optional.empty());
  }

  public static Facts factsAbout(String subjectId) {
    var some = factsOf("maker@acme");
    return new Facts(
        some.operation(),
        Optional.of(subjectId),
        some.amount(),
        some.currency(),
        some.maker(),
        some.step(),
        some.dueAt(),
        some.expiresAt(),
        some.by(),
        some.reason(),
        some.cancelledBy(),
        some.place());
  }

  public static Facts factsAt(int iteration, int step, Quorum quorum, String by) {
    var some = factsOf("maker@acme");
    return new Facts(
        some.operation(),
        some.subjectId(),
        some.amount(),
        some.currency(),
        some.maker(),
        some.step(),
        some.dueAt(),
        some.expiresAt(),
        List.of(by),
        some.reason(),
        some.cancelledBy(),
        Optional.of(new StepPlace(iteration, step, quorum)));
  }
}
