package dev.countersign.request.core.number;

/** The answer to asking for the next number. */
public sealed interface Numbered {

  /** The number, and where its counter then stands. */
  record Issued(String number, Period period, long value) implements Numbered {}

  record Refused(NumberRefusal refusal) implements Numbered {}
}
