package dev.countersign.local.demo;

import dev.countersign.local.client.Answers;
import dev.countersign.local.client.ApprovalsApi;
import dev.countersign.local.client.Intake;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** A day of two partners on the running stack, from the first event to the proof. */
public final class Demo {
  /** One request expires after a minute; the rest is answered long before. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final String bootstrapServers;
  private final ApprovalsApi api;
  private final PrintWriter out;

  public Demo(String bootstrapServers, ApprovalsApi api, PrintWriter out) {
    this.bootstrapServers = bootstrapServers;
    this.api = api;
    this.out = out;
  }

  /** Plays a day and answers whether every event got exactly the answer it should. */
  public boolean run(long seed) {
    out.println(
        "Policies: bazaar asks its owner for refunds over 5,000; one of acme's expires soon.");
    out.flush();
    new Policies(api).ensure();
    var plan = DayOfEvents.of(DAY.format(Instant.now()), seed);
    out.printf(
        "Publishing %d records of acme and bazaar (seed %d); people decide through the public API.%n",
        plan.size(), seed);
    out.println("One request is left to expire: that takes a minute.");
    out.flush();
    try (var intake = new Intake(bootstrapServers);
        var timings = new Timings(bootstrapServers);
        var answers = Answers.following(bootstrapServers)) {
      var day = new Day(plan, api, PATIENCE);
      var sent = day.play(intake, answers);
      return new Report(sent, answers)
          .print(
              out,
              timings.eventToRequest(sent),
              Timings.decisionToOutcome(sent, answers, day.checkers().decidedAt()));
    }
  }
}
