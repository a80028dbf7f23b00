package dev.countersign.notification.core;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The subject of a mail: one line whatever the facts contain (OUT-03). */
public final class SubjectLine {
  private static final int MAX_LENGTH = 150;

  private SubjectLine() {}

  public static String of(EventKind kind, Facts facts) {
    return oneLine(verb(kind) + ": " + matter(facts));
  }

  /** Says how many calls for a decision and how many results a digest tells of. */
  public static String ofDigest(List<Gathered> gathered) {
    var results = gathered.stream().filter(one -> one.event().kind().endsRequest()).count();
    var calls = gathered.size() - results;
    var parts =
        Stream.of(
                calls == 0 ? "" : calls + (calls == 1 ? " decision needed" : " decisions needed"),
                results == 0 ? "" : results + (results == 1 ? " result" : " results"))
            .filter(part -> !part.isEmpty());
    return "Your digest: " + parts.collect(joining(", "));
  }

  /** What is decided on, in a few words: operation, subject and amount as far as known. */
  public static String matter(Facts facts) {
    var amount = facts.amount().map(value -> (value + " " + facts.currency().orElse("")).strip());
    return Stream.of(
            facts.operation().map(code -> code.replace('_', ' ')), facts.subjectId(), amount)
        .flatMap(Optional::stream)
        .collect(joining(" · "));
  }

  /** What an event means for whoever is told of it. */
  public static String verb(EventKind kind) {
    return switch (kind) {
      case STEP_STARTED -> "Your decision is needed";
      case STEP_ESCALATED -> "Escalated to you";
      case STEP_REMINDED -> "Reminder, your decision is needed";
      case ASSIGNMENT_REASSIGNED -> "Handed on to you";
      case DECISION_RECORDED -> "Decision recorded";
      case REQUEST_APPROVED -> "Approved";
      case REQUEST_REJECTED -> "Rejected";
      case REQUEST_EXPIRED -> "Expired";
      case REQUEST_CANCELLED -> "Cancelled";
      case REQUEST_OVERRIDDEN -> "Approved in an emergency";
      case REQUEST_REVOKED -> "Revoked";
    };
  }

  private static String oneLine(String text) {
    var line = text.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}\\p{Cf}]+", " ").strip();
    return line.codePointCount(0, line.length()) <= MAX_LENGTH
        ? line
        : line.substring(0, line.offsetByCodePoints(0, MAX_LENGTH - 1)) + "…";
  }
}
