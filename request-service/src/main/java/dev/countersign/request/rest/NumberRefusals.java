package dev.countersign.request.rest;

import dev.countersign.platform.web.ProblemException;
import dev.countersign.request.app.number.Answer;
import dev.countersign.request.core.number.NumberRefusal;
import java.util.Map;
import java.util.Optional;

/** Refusals of the numbering as problems. */
final class NumberRefusals {
  private NumberRefusals() {}

  static <T> T valueOf(Answer<T> answer) {
    return switch (answer) {
      case Answer.Done<T>(var value) -> value;
      case Answer.Refused<T>(var refusal, var lowest) -> throw problem(refusal, lowest);
    };
  }

  private static ProblemException problem(NumberRefusal refusal, Optional<Long> lowest) {
    return switch (refusal) {
      case UNKNOWN_SEQUENCE, UNKNOWN_NUMBER -> ProblemException.notFound();
      case SEQUENCE_EXISTS ->
          of(409, refusal, "This document type and branch have a sequence already.");
      case SEQUENCE_OVERLAPS ->
          of(409, refusal, "Another sequence of this document type could show the same number.");
      case SEQUENCE_EXHAUSTED -> of(409, refusal, "The counter is at its end.");
      case ZONE_UNKNOWN ->
          of(503, refusal, "The partner's time zone is not known here yet; try again.");
      case VERSION_MISMATCH -> ETags.mismatch();
      case ALREADY_VOIDED -> of(409, refusal, "The number is void already.");
      case WOULD_REISSUE ->
          new ProblemException(
              409,
              refusal.code(),
              "Numbers that were issued would be shown again.",
              Map.of("lowest", lowest.orElse(0L)));
      case NOT_APPROVED ->
          of(403, refusal, "No approved request allows to set this counter to this value.");
      case APPROVAL_USED -> of(409, refusal, "The approved request was used before.");
    };
  }

  private static ProblemException of(int status, NumberRefusal refusal, String detail) {
    return new ProblemException(status, refusal.code(), detail);
  }
}
