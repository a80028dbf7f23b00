package dev.countersign.notification.smtp;

import dev.countersign.notification.app.Notification;
import dev.countersign.notification.core.Facts;
import dev.countersign.notification.core.Purpose;
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

  String subject(Notification notification) {
    return switch (notification.delivery().purpose()) {
      case OWNER -> "Your webhook endpoint was disabled";
      case DIGEST -> SubjectLine.ofDigest(notification.gathered());
      case PERSON, ROLE, ENDPOINT ->
          SubjectLine.of(notification.delivery().kind(), notification.delivery().facts());
    };
  }

  MailPage page(Notification notification) {
    if (notification.delivery().purpose() == Purpose.DIGEST) {
      return DigestPage.of(notification.gathered(), publicUrl);
    }
    var lines = new ArrayList<Line>();
    if (notification.delivery().purpose() == Purpose.OWNER) {
      lines.add(line("What now", "Set the endpoint again once it answers; what waited follows."));
    } else {
      aboutTheMatter(notification, lines);
      aboutTheEvent(notification, lines);
    }
    var link = publicUrl + "/requests/" + notification.delivery().event().requestId();
    return new MailPage(headline(notification), lines, link, "Open the request");
  }

  private static String headline(Notification notification) {
    if (notification.delivery().purpose() == Purpose.OWNER) {
      return "Your webhook endpoint did not take our calls. Nothing is sent there any more.";
    }
    return switch (notification.delivery().kind()) {
      case STEP_STARTED -> "A request waits for your decision.";
      case STEP_ESCALATED -> "A request was escalated and now waits for your decision.";
      case STEP_REMINDED -> "A request still waits for your decision.";
      case ASSIGNMENT_REASSIGNED -> "A request was handed on to you and waits for your decision.";
      case DECISION_RECORDED -> "A decision was recorded.";
      case REQUEST_APPROVED -> "Your request was approved.";
      case REQUEST_REJECTED -> "Your request was rejected.";
      case REQUEST_EXPIRED -> "Your request expired without a decision. It counts as rejected.";
      case REQUEST_CANCELLED -> "Your request was cancelled.";
      case REQUEST_OVERRIDDEN -> "Your request was approved by an emergency override.";
      case REQUEST_REVOKED -> "The approval of your request was revoked. It counts as rejected.";
    };
  }

  private static void aboutTheMatter(Notification notification, List<Line> lines) {
    var facts = notification.delivery().facts();
    add(lines, "What", facts.operation().map(code -> code.replace('_', ' ')));
    add(lines, "Subject", facts.subjectId());
    add(
        lines,
        "Amount",
        facts.amount().map(value -> value + facts.currency().map(code -> " " + code).orElse("")));
    if (!notification.delivery().kind().endsRequest()) {
      add(lines, "Requested by", facts.maker().map(maker -> name(notification, maker)));
    }
  }

  private static void aboutTheEvent(Notification notification, List<Line> lines) {
    var facts = notification.delivery().facts();
    switch (notification.delivery().kind()) {
      case STEP_STARTED, STEP_ESCALATED, STEP_REMINDED -> step(facts, lines);
      case ASSIGNMENT_REASSIGNED -> {
        step(facts, lines);
        facts.by().forEach(by -> lines.add(line("Handed on by", name(notification, by))));
        add(lines, "Reason", facts.reason());
      }
      case REQUEST_APPROVED -> votes(notification, lines);
      case REQUEST_REJECTED, REQUEST_OVERRIDDEN, REQUEST_REVOKED, DECISION_RECORDED ->
          decided(notification, facts, lines);
      case REQUEST_EXPIRED -> add(lines, "Expired", facts.expiresAt().map(MailWriter::when));
      case REQUEST_CANCELLED -> cancelled(notification, facts, lines);
    }
  }

  private static void step(Facts facts, List<Line> lines) {
    add(lines, "Step", facts.step());
    add(lines, "Decide before", facts.dueAt().or(facts::expiresAt).map(MailWriter::when));
  }

  private static void votes(Notification notification, List<Line> lines) {
    for (Vote vote : notification.votes()) {
      lines.add(line("Decided by", name(notification, vote.personId())));
      add(lines, "Reason", vote.reason());
    }
    if (notification.votes().isEmpty()) {
      decided(notification, notification.delivery().facts(), lines);
    }
  }

  private static void decided(Notification notification, Facts facts, List<Line> lines) {
    facts.by().forEach(by -> lines.add(line("Decided by", name(notification, by))));
    add(lines, "Reason", facts.reason());
  }

  private static void cancelled(Notification notification, Facts facts, List<Line> lines) {
    var canceller =
        switch (facts.cancelledBy().orElse("")) {
          case "MAKER" -> "the maker";
          case "OPERATOR" -> "an operator";
          default -> "the service that sent it";
        };
    lines.add(line("Cancelled by", canceller));
    facts.by().forEach(by -> lines.add(line("Person", name(notification, by))));
    add(lines, "Reason", facts.reason());
  }

  private static String name(Notification notification, String personId) {
    var name = notification.names().get(personId);
    return name == null || name.equals(personId) ? personId : name + " (" + personId + ")";
  }

  static String when(Instant instant) {
    return WHEN.format(instant);
  }

  private static void add(List<Line> lines, String label, Optional<String> value) {
    value.filter(text -> !text.isBlank()).ifPresent(text -> lines.add(line(label, text)));
  }

  /** One line per fact: no value can look like another line of the mail. */
  static Line line(String label, String value) {
    return new Line(label, value.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}\\p{Cf}]+", " ").strip());
  }
}
