package dev.countersign.rules.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpanTest {

  @ParameterizedTest
  @CsvSource({
    "CLOCK,          PT24H, CLOCK,          P1D,   true",
    "CLOCK,          PT25H, CLOCK,          P1D,   false",
    "BUSINESS_DAYS,  P2D,   BUSINESS_DAYS,  P3D,   true",
    "BUSINESS_HOURS, PT9H,  BUSINESS_HOURS, PT8H,  false",
    "BUSINESS_DAYS,  P3D,   BUSINESS_HOURS, PT75H, true",
    "BUSINESS_DAYS,  P3D,   BUSINESS_HOURS, PT74H, false",
    "BUSINESS_HOURS, PT1H,  BUSINESS_DAYS,  P30D,  false",
    "CLOCK,          PT8H,  BUSINESS_HOURS, PT8H,  true",
    "CLOCK,          P2D,   BUSINESS_DAYS,  P3D,   false",
    "BUSINESS_HOURS, PT1H,  CLOCK,          P30D,  false"
  })
  @DisplayName("C-15 A-23: units are compared only as far as it is certain in every calendar")
  void unitsAreComparedWhereItIsCertain(
      Span.Unit unit, Duration length, Span.Unit otherUnit, Duration other, boolean isOver) {
    assertThat(new Span(length, unit).isSurelyOverBy(new Span(other, otherUnit))).isEqualTo(isOver);
  }
}
