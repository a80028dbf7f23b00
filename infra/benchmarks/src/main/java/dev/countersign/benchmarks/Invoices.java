package dev.countersign.benchmarks;

import dev.countersign.local.client.IntakeRecord;
import dev.countersign.local.client.IntakeRecord.EventId;
import dev.countersign.local.client.IntakeRecord.Subject;
import java.util.SplittableRandom;

/**
 * The common workload: invoices of about 1 KB, of which 60 % need nobody, 25 % a supervisor, 10 % a
 * controller, 5 % a controller and then a director.
 */
final class Invoices {
  private static final String LINES =
      "{\"sku\":\"SKU-000000\",\"qty\":10,\"price\":\"12345\",\"text\":\"goods and services\"},"
          .repeat(10);

  private final String run;
  private final SplittableRandom random;
  private long number;

  Invoices(String run, long seed) {
    this.run = run;
    this.random = new SplittableRandom(seed);
  }

  IntakeRecord next() {
    var id = "i-" + number++;
    var json =
        """
        {"amount":"%d","currency":"BDT","maker":"maker@acme","makerReason":"monthly order",\
        "department":"D%d","lines":[%s{}]}\
        """
            .formatted(amount(), random.nextInt(20), LINES);
    return IntakeRecord.event(
        new EventId("/bench/" + run, id),
        "invoice.created",
        "acme",
        new Subject("invoice", "INV-" + run + "-" + id),
        json);
  }

  private long amount() {
    int share = random.nextInt(100);
    if (share < 60) {
      return random.nextLong(1_000, 200_000);
    }
    if (share < 85) {
      return random.nextLong(200_000, 500_000);
    }
    return share < 95 ? random.nextLong(500_000, 2_000_000) : random.nextLong(2_000_000, 9_000_000);
  }
}
