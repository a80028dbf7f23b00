package dev.countersign.benchmarks.policies;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Policies of three conditions over all operators, and invoices to hold them against. */
final class Workload {

  static final int EVENTS = 64;

  private static final List<String> CURRENCIES = List.of("BDT", "EUR", "GBP", "JPY", "USD");

  private Workload() {}

  static List<List<Line>> policies(int count) {
    var random = new SplittableRandom(20_26);
    var policies = new ArrayList<List<Line>>();
    for (int index = 0; index < count; index++) {
      policies.add(List.of(amount(index, random), party(random), text(random)));
    }
    return policies;
  }

  private static Line amount(int index, SplittableRandom random) {
    var edge = 500 * random.nextInt(1, 900);
    var operators = List.of(">", "<", ">=", "<=", "between");
    var operator = operators.get(index % operators.size());
    var value = operator.equals("between") ? edge + "," + (edge + 120_000) : "" + edge;
    return new Line("amount", operator, value);
  }

  private static Line party(SplittableRandom random) {
    return switch (random.nextInt(4)) {
      case 0 -> new Line("currency", "==", CURRENCIES.get(random.nextInt(5)));
      case 1 -> new Line("currency", "not_equals", CURRENCIES.get(random.nextInt(5)));
      case 2 -> new Line("currency", "in", "BDT,EUR,USD");
      default -> new Line("department", "not_in", "IT,HR");
    };
  }

  private static Line text(SplittableRandom random) {
    return switch (random.nextInt(8)) {
      case 0 -> new Line("reference", "contains", "URGENT");
      case 1 -> new Line("reference", "not_contains", "TEST");
      case 2 -> new Line("reference", "starts_with", "PO-");
      case 3 -> new Line("reference", "ends_with", "-RUSH");
      case 4 -> new Line("iban", "is_empty", "");
      case 5 -> new Line("iban", "is_not_empty", "");
      case 6 -> new Line("header.site", "==", "S" + random.nextInt(4));
      default -> new Line("lines.0.item", "in", "I1,I2,I3");
    };
  }

  /** Invoices as a JSON library would give them. */
  static List<Map<String, Object>> events() {
    var random = new SplittableRandom(7);
    var events = new ArrayList<Map<String, Object>>();
    for (int index = 0; index < EVENTS; index++) {
      var event = new HashMap<String, Object>();
      event.put("amount", 500L * random.nextInt(1, 1000));
      event.put("currency", CURRENCIES.get(random.nextInt(5)));
      event.put("department", List.of("IT", "HR", "OPS", "SALES").get(random.nextInt(4)));
      event.put("reference", reference(index, random));
      event.put("iban", random.nextBoolean() ? "" : "DE89370400440532013000");
      event.put("header", Map.of("site", "S" + random.nextInt(4), "clerk", "c-17"));
      event.put("lines", List.of(Map.of("item", "I" + random.nextInt(6), "quantity", 2L)));
      event.put("maker", "maker-1");
      event.put("date", "2026-11-20");
      event.put("terms", "P30D");
      events.add(event);
    }
    return events;
  }

  private static String reference(int index, SplittableRandom random) {
    var start = random.nextBoolean() ? "PO-" : "INV-";
    var middle = random.nextInt(3) == 0 ? "-URGENT" : "";
    return start + (1000 + index) + middle + (random.nextInt(3) == 0 ? "-RUSH" : "");
  }
}
