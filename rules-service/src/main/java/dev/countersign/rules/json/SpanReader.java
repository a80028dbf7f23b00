package dev.countersign.rules.json;

import dev.countersign.rules.core.policy.Span;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads how long a clock runs. In a calendar that is days or hours, and never some of both. */
record SpanReader(boolean isInCalendar) {

  private static final Pattern DAYS = Pattern.compile("P[0-9]{1,5}D");

  Optional<Span> read(Document clocks, String name, String code) {
    var length = clocks.duration(name, code);
    if (!isInCalendar) {
      return length.map(Span::byClock);
    }
    var text = clocks.text(name).orElse("");
    var isDays = DAYS.matcher(text).matches();
    if (length.isPresent() && !isDays && !text.startsWith("PT")) {
      throw InvalidPolicy.at(
          clocks.at(name), code, "In a calendar write days, such as P2D, or hours, such as PT8H.");
    }
    var unit = isDays ? Span.Unit.BUSINESS_DAYS : Span.Unit.BUSINESS_HOURS;
    return length.map(it -> new Span(it, unit));
  }
}
