package dev.countersign.request.core.number;

/** A partner's numbering of one type of document, for one branch or for all of it (F-169). */
public record Sequence(
    DocumentType type, Branch branch, String prefix, NumberFormat format, ResetStrategy reset) {

  /** The most a counter can reach; far beyond it no padding would hold. */
  public static final long HIGHEST = 999_999_999_999L;
}
