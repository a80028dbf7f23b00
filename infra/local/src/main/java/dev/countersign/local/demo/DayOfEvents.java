package dev.countersign.local.demo;

import static dev.countersign.local.demo.Checkers.Plan.APPROVE;
import static dev.countersign.local.demo.Checkers.Plan.LEAVE;
import static dev.countersign.local.demo.Checkers.Plan.REJECT;
import static dev.countersign.local.demo.Checkers.Plan.WITHDRAW;

import dev.countersign.local.client.IntakeRecord;
import dev.countersign.local.client.IntakeRecord.EventId;
import dev.countersign.local.client.IntakeRecord.Subject;
import dev.countersign.local.demo.PlannedEvent.Expected;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The day of two partners: acme, strict, with the default tiers in BDT, and bazaar, lightweight,
 * with one rule of its own. Realistic amounts, every tier edge exactly, and what goes wrong on real
 * topics.
 */
final class DayOfEvents {
  private static final String SOURCE = "/demo/";
  private static final BigDecimal CENT = new BigDecimal("0.01");

  private final String day;
  private final SplittableRandom random;
  private final List<PlannedEvent> events = new ArrayList<>();
  private int number;

  private DayOfEvents(String day, long seed) {
    this.day = day;
    this.random = new SplittableRandom(seed);
  }

  /**
   * @param day distinguishes one run from another on the same stack
   * @param seed what amounts and order follow from
   */
  static List<PlannedEvent> of(String day, long seed) {
    var plan = new DayOfEvents(day, seed);
    plan.oneThatExpires();
    plan.tierEdges();
    plan.busyHours();
    plan.whatNobodyCanEvaluate();
    plan.whatNobodyCanRead();
    plan.retriesAndReusedIds();
    return List.copyOf(plan.events);
  }

  private void oneThatExpires() {
    gated("wallet_adjustment.requested", "acme", "75000", LEAVE, Expected.EXPIRED);
  }

  private void tierEdges() {
    for (var operation : List.of("booking.requested", "invoice.created")) {
      edge(operation, "200000");
      edge(operation, "500000");
      edge(operation, "2000000");
    }
    edge("refund.requested", "100000");
    edge("refund.requested", "500000");
    edge("payout.requested", "1000000");
    edge("journal_entry.created", "50000");
    edge("credit_limit_change.requested", "500000");
    edge("write_off.requested", "25000");
  }

  /** Just below, exactly at, and just above; at a shared edge the higher tier asks (C-03). */
  private void edge(String type, String at) {
    var amount = new BigDecimal(at);
    var below = amount.subtract(CENT).toPlainString();
    var lowest =
        List.of("200000", "100000", "1000000", "50000", "25000").contains(at)
            || type.startsWith("credit_limit");
    if (lowest) {
      passing(type, "acme", below);
    } else {
      gated(type, "acme", below, APPROVE, Expected.APPROVED);
    }
    gated(type, "acme", at, APPROVE, Expected.APPROVED);
    gated(type, "acme", amount.add(CENT).toPlainString(), APPROVE, Expected.APPROVED);
  }

  private void busyHours() {
    for (int i = 0; i < 70; i++) {
      passing("booking.requested", "acme", amountBetween(2_000, 199_000));
    }
    for (int i = 0; i < 30; i++) {
      decided("invoice.created", "acme", amountBetween(200_000, 3_500_000));
    }
    for (int i = 0; i < 20; i++) {
      decided("refund.requested", "acme", amountBetween(100_000, 900_000));
    }
    for (int i = 0; i < 25; i++) {
      passing("refund.requested", "bazaar", amountBetween(100, 5_000));
    }
    for (int i = 0; i < 15; i++) {
      decided("refund.requested", "bazaar", amountBetween(5_001, 60_000));
    }
    for (int i = 0; i < 4; i++) {
      always(
          "supplier_bank_detail_change.requested",
          "\"iban\":\"GB29NWBK6016133192681%d\"".formatted(i));
    }
    always("period_close.requested", "\"period\":\"2026-02\"");
    gated("invoice.created", "acme", "260000", WITHDRAW, Expected.WITHDRAWN);
    voided();
  }

  private void whatNobodyCanEvaluate() {
    quarantined("acme", "invoice.created", amount("350000", "CHF"));
    quarantined("acme", "invoice.created", amount("350000", "ZZZ"));
    quarantined("acme", "invoice.created", "\"currency\":\"BDT\"," + maker("acme"));
    quarantined("acme", "invoice.created", amount("-5", "BDT"));
    quarantined("acme", "invoice.created", "\"amount\":\"250000\",\"currency\":\"BDT\"");
    quarantined("acme", "parking_permit.requested", amount("10", "BDT"));
    quarantined("acme", "quote.created", amount("10", "BDT"));
    quarantined("nobody", "invoice.created", amount("350000", "BDT"));
  }

  private void whatNobodyCanRead() {
    var json = "{\"amount\":\"1500\",\"currency\":\"BDT\"," + maker("acme") + "}";
    var subject = new Subject("booking", "BOOKING-unreadable");
    var good = IntakeRecord.event(eventId(), "booking.requested", "acme", subject, json);
    unreadable(good.withValue("this is not JSON"), "INVALID_JSON");
    unreadable(good.withValue(""), "INVALID_JSON");
    unreadable(good.withValue("{\"amount\": \"12"), "INVALID_JSON");
    unreadable(good.without("ce_id"), "MISSING_ATTRIBUTE");
    unreadable(good.without("ce_partnerid"), "MISSING_PARTNER");
    unreadable(
        IntakeRecord.event(
            eventId(), "approval.request_approved", "acme", new Subject("invoice", "X"), "{}"),
        "TYPE_NOT_ALLOWED");
  }

  private void retriesAndReusedIds() {
    var firsts = events.stream().filter(PlannedEvent::isBinary).limit(60).toList();
    for (int i = 0; i < 10; i++) {
      events.add(firsts.get(i * 5).again());
    }
    for (int i = 1; i <= 2; i++) {
      var json = "{\"amount\":\"1\",\"currency\":\"BDT\"," + maker("acme") + "}";
      events.add(firsts.get(i * 7).withOtherContent(json));
    }
  }

  private void decided(String type, String partner, String amount) {
    if (random.nextInt(8) == 0) {
      gated(type, partner, amount, REJECT, Expected.REJECTED);
    } else {
      gated(type, partner, amount, APPROVE, Expected.APPROVED);
    }
  }

  private PlannedEvent passing(String type, String partner, String amount) {
    return gated(type, partner, amount, LEAVE, Expected.NOT_REQUIRED);
  }

  private PlannedEvent gated(
      String type, String partner, String amount, Checkers.Plan plan, String expected) {
    var json = "{\"amount\":\"%s\",\"currency\":\"BDT\",%s}".formatted(amount, maker(partner));
    return add(type, partner, json, plan, expected);
  }

  private void always(String type, String member) {
    add(type, "acme", "{" + member + "," + maker("acme") + "}", APPROVE, Expected.APPROVED);
  }

  private void quarantined(String partner, String type, String members) {
    add(type, partner, "{" + members + "}", LEAVE, Expected.QUARANTINED);
  }

  /** Asked for, and voided by its source before anybody decided. */
  private void voided() {
    var asked = gated("invoice.created", "acme", "310000", LEAVE, Expected.VOIDED);
    var json = "{\"amount\":\"310000\",\"currency\":\"BDT\"," + maker("acme") + "}";
    var id = eventId();
    var record =
        IntakeRecord.event(
            id, "invoice.cancelled", "acme", new Subject("invoice", asked.subjectId()), json);
    events.add(
        new PlannedEvent(record, Optional.of(id), asked.subjectId(), LEAVE, Expected.VOIDED));
  }

  private void unreadable(IntakeRecord intake, String reason) {
    events.add(new PlannedEvent(intake, Optional.empty(), "", LEAVE, Expected.deadLetter(reason)));
  }

  private PlannedEvent add(
      String type, String partner, String json, Checkers.Plan plan, String expected) {
    var operation = type.substring(0, type.indexOf('.'));
    var id = eventId();
    var subject = new Subject(operation, operation.toUpperCase(Locale.ROOT) + "-" + id.id());
    var record = IntakeRecord.event(id, type, partner, subject, json);
    // Every seventh producer prefers the structured mode.
    var sent = number % 7 == 0 ? record.structured() : record;
    var event = new PlannedEvent(sent, Optional.of(id), subject.id(), plan, expected);
    events.add(event);
    return event;
  }

  private EventId eventId() {
    return new EventId(SOURCE + day, "e-%04d".formatted(++number));
  }

  private String amountBetween(int from, int to) {
    return BigDecimal.valueOf(random.nextInt(from * 100, to * 100), 2).toPlainString();
  }

  private static String amount(String value, String currency) {
    return "\"amount\":\"%s\",\"currency\":\"%s\",%s".formatted(value, currency, maker("acme"));
  }

  private static String maker(String partner) {
    return "\"maker\":\"maker@%s\",\"makerReason\":\"part of the day's work\"".formatted(partner);
  }
}
