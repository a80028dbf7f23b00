package dev.countersign.request.ui;

import dev.countersign.request.read.RequestSummary;

/** A request's status in one word and one colour; the word alone says it all. */
public record Badge(String text, String tone) {

  static Badge of(RequestSummary request) {
    return of(request.status());
  }

  /** In the words of a list. */
  static Badge of(String status, ListWords words) {
    var badge = of(status);
    return new Badge(Standing.of(status).map(words::state).orElse(badge.text()), badge.tone());
  }

  static Badge of(String status) {
    return switch (status) {
      case "PENDING" -> new Badge("Waiting for approval", "waiting");
      case "QUARANTINED" -> new Badge("Quarantined", "info");
      case "CHANGES_REQUESTED" -> new Badge("Changes requested", "waiting");
      case "APPROVED_HELD" -> new Badge("Approved, on hold", "waiting");
      case "OVERRIDDEN" -> new Badge("Approved in an emergency", "info");
      case "REVOKED" -> new Badge("Revoked", "negative");
      case "NOT_REQUIRED" -> new Badge("No approval needed", "");
      case "APPROVED" -> new Badge("Approved", "positive");
      case "REJECTED" -> new Badge("Rejected", "negative");
      case "EXPIRED" -> new Badge("Expired", "negative");
      case "CANCELLED" -> new Badge("Cancelled", "");
      default -> new Badge(Words.of(status), "");
    };
  }
}
