package dev.countersign.notification.smtp;

import dev.countersign.notification.app.MailErrand;
import dev.countersign.notification.core.Channel;
import dev.countersign.notification.core.Facts;
import dev.countersign.notification.core.SubjectLine;
import dev.countersign.notification.core.Vote;
import dev.countersign.notification.smtp.MailPage.Line;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Finds the words. A link only shows the request; nothing is ever decided by following it.
 */
@ApplicationScoped
class MailWriter {
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("d MMM yyyy HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final String publicUrl;

  MailWriter(
      @ConfigProperty(name = "countersign.public-url", defaultValue = "http://localhost:8080")
          String publicUrl) {
    this.publicUrl = publicUrl.replaceAll("/+$", "");
  }

  String subject(MailErrand errand) {
    return errand.claimed().channel() == Channel.OWNER_MAIL
        ? "Your webhook endpoint was disabled"
        : SubjectLine.of(errand.claimed().kind(), errand.claimed().facts());
  }

  MailPage page(MailErrand errand) {
    var lines = new ArrayList<Line>();
    if (errand.claimed().channel() == Channel.OWNER_MAIL) {
      lines.add(line("What now", "Set the endpoint again once it answers; what waited follows."));
    } else {
      aboutTheMatter(errand, lines);
      aboutTheEvent(errand, lines);
    }
    var link = publicUrl + "/requests/" + errand.claimed().event().requestId();
    return new MailPage(headline(errand), lines, link, "Open the request");
  }

  private static String headline(MailErrand errand) {
    if (errand.claimed().channel() == Channel.OWNER_MAIL) {
      return "Your webhook endpoint did not take our calls. Nothing is sent there any more.";
    }
    return switch (errand.claimed().kind()) {
      case STEP_STARTED -> "A request waits for your decision.";
      case STEP_ESCALATED -> "A request was escalated and now waits for your decision.";
      case DECISION_RECORDED -> "A decision was recorded.";
      case REQUEST_APPROVED -> "Your request was approved.";
      case REQUEST_REJECTED -> "Your request was rejected.";
      case REQUEST_EXPIRED -> "Your request expired without a decision. It counts as rejected.";
      case REQUEST_CANCELLED -> "Your request was cancelled.";
    };
  }

  private static void aboutTheMatter(MailErrand errand, List<Line> lines) {
    var facts = errand.claimed().facts();
    add(lines, "What", facts.operation().map(code -> code.replace('_', ' ')));
    add(lines, "Subject", facts.subjectId());
    add(
        lines,
        "Amount",
        facts.amount().map(value -> value + facts.currency().map(code -> " " + code).orElse("")));
    if (!errand.claimed().kind().endsRequest()) {
      add(lines, "Requested by", facts.maker().map(maker -> name(errand, maker)));
    }
  }

  private static void aboutTheEvent(MailErrand errand, List<Line> lines) {
    var facts = errand.claimed().facts();
    switch (errand.claimed().kind()) {
      case STEP_STARTED, STEP_ESCALATED -> {
        add(lines, "Step", facts.step());
        add(lines, "Decide before", facts.dueAt().or(facts::expiresAt).map(MailWriter::when));
      }
      case REQUEST_APPROVED -> votes(errand, lines);
      case REQUEST_REJECTED, DECISION_RECORDED -> decided(errand, facts, lines);
      case REQUEST_EXPIRED -> add(lines, "Expired", facts.expiresAt().map(MailWriter::when));
      case REQUEST_CANCELLED -> cancelled(errand, facts, lines);
    }
  }

  private static void votes(MailErrand errand, List<Line> lines) {
    for (Vote vote : errand.votes()) {
      lines.add(line("Decided by", name(errand, vote.personId())));
      add(lines, "Reason", vote.reason());
    }
    if (errand.votes().isEmpty()) {
      decided(errand, errand.claimed().facts(), lines);
    }
  }

  private static void decided(MailErrand errand, Facts facts, List<Line> lines) {
    facts.by().forEach(by -> lines.add(line("Decided by", name(errand, by))));
    add(lines, "Reason", facts.reason());
  }

  private static void cancelled(MailErrand errand, Facts facts, List<Line> lines) {
    var canceller =
        switch (facts.cancelledBy().orElse("")) {
          case "MAKER" -> "the maker";
          case "OPERATOR" -> "an operator";
          default -> "the service that sent it";
        };
    lines.add(line("Cancelled by", canceller));
    facts.by().forEach(by -> lines.add(line("Person", name(errand, by))));
    add(lines, "Reason", facts.reason());
  }

  private static String name(MailErrand errand, String personId) {
    var name = errand.names().get(personId);
    return name == null || name.equals(personId) ? personId : name + " (" + personId + ")";
  }

  private static String when(Instant instant) {
    return WHEN.format(instant);
  }

  private static void add(List<Line> lines, String label, Optional<String> value) {
    value.filter(text -> !text.isBlank()).ifPresent(text -> lines.add(line(label, text)));
  }

  /** One line per fact: no value can look like another line of the mail. */
  private static Line line(String label, String value) {
    return new Line(label, value.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}\\p{Cf}]+", " ").strip());
  }
}
