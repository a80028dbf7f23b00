package dev.countersign.request.core.number;

import static dev.countersign.request.core.number.NumberRefusal.SEQUENCE_EXHAUSTED;
import static dev.countersign.request.core.number.NumberRefusal.SEQUENCE_OVERLAPS;
import static dev.countersign.request.core.number.NumberRefusal.WOULD_REISSUE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.request.core.number.SequenceRules.Checked;
import dev.countersign.request.core.number.SequenceRules.Draft;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberingTest {
  private static final YearMonth MARCH = YearMonth.of(2026, 3);

  @ParameterizedTest
  @CsvSource({
    "INV-, '', 5, 0, INV-00001",
    "INV-, '', 5, 99999, INV-100000",
    "PO-{YYYY}-, '', 4, 41, PO-2026-0042",
    "'{YY}{MM}/', '', 3, 6, 2603/007",
    "'R-{BRANCH}-', DHK, 1, 0, R-DHK-1",
    "'', '', 1, 8, 9"
  })
  @DisplayName("F-171, F-172, F-173, F-175: a number is its prefix and its padded counter")
  void numberIsPrefixAndPaddedCounter(
      String prefix, String branch, int padding, long last, String number) {
    var sequence = sequence(prefix, branch, padding, "NEVER");

    var next = Numbering.next(sequence, last, MARCH);

    assertThat(next).isEqualTo(new Numbered.Issued(number, Period.ALWAYS, last + 1));
  }

  @ParameterizedTest
  @CsvSource({
    "NEVER, INV-, -",
    "YEARLY, '{YYYY}-', 2026",
    "YEARLY, '{YY}-', 2026",
    "MONTHLY, '{YYYY}{MM}-', 2026-03"
  })
  @DisplayName("F-174: the counter belongs to the period of the reset strategy")
  void counterBelongsToThePeriod(String reset, String prefix, String period) {
    var next = Numbering.next(sequence(prefix, "", 3, reset), 0, MARCH);

    assertThat(next)
        .isInstanceOfSatisfying(
            Numbered.Issued.class, it -> assertThat(it.period().key()).isEqualTo(period));
  }

  @ParameterizedTest
  @CsvSource({
    "YEARLY, INV-",
    "YEARLY, INV-{MM}-",
    "MONTHLY, INV-{YYYY}-",
    "MONTHLY, INV-{MM}-",
    "MONTHLY, INV-{BRANCH}-"
  })
  @DisplayName("C-21, F-225: a reset whose period the number does not show is refused")
  void resetNeedsItsPeriodInTheNumber(String reset, String prefix) {
    var checked = SequenceRules.check(new Draft("INVOICE", "", prefix, 5, reset));

    assertThat(checked)
        .isInstanceOfSatisfying(
            Checked.Bad.class,
            bad -> assertThat(bad.violations().getFirst().field()).isEqualTo("reset"));
  }

  @ParameterizedTest
  @CsvSource({
    "invoice, '', INV-, 5, NEVER, documentType",
    "INVOICE, dhk, INV-, 5, NEVER, branch",
    "INVOICE, '', INV-{YEAR}, 5, NEVER, prefix",
    "INVOICE, '', INV-{, 5, NEVER, prefix",
    "INVOICE, '', INV\u200B, 5, NEVER, prefix",
    "INVOICE, '', INV-, 0, NEVER, prefix",
    "INVOICE, '', INV-, 13, NEVER, prefix",
    "INVOICE, '', INV-, 5, DAILY, reset"
  })
  @DisplayName("F-170 … F-175: what makes no sequence is refused by field")
  void badDraftIsRefused(
      String type, String branch, String prefix, int padding, String reset, String field) {
    var checked = SequenceRules.check(new Draft(type, branch, prefix, padding, reset));

    assertThat(checked)
        .isInstanceOfSatisfying(
            Checked.Bad.class,
            bad ->
                assertThat(bad.violations())
                    .extracting(SequenceRules.Violation::field)
                    .contains(field));
  }

  @ParameterizedTest
  @CsvSource({
    "INV-, 5, INV-, 3, true",
    "INV-, 1, INV-1, 1, true",
    "INV-{YYYY}-, 5, INV-2026-, 5, true",
    "INV-{YYYY}, 5, INV-, 5, true",
    "INV-, 5, INV-DHK-, 5, false",
    "INV-{YYYY}-, 5, INV-{MM}-, 5, false",
    "A, 5, B, 5, false"
  })
  @DisplayName("F-178: formats that could show the same number do not stand side by side")
  void overlappingFormatsAreRefused(
      String one, int padding, String other, int otherPadding, boolean overlap) {
    var format = sequence(one, "", padding, "NEVER").format();

    var refusal =
        Numbering.beside(format, List.of(sequence(other, "", otherPadding, "NEVER").format()));

    assertThat(refusal.isPresent()).isEqualTo(overlap);
    refusal.ifPresent(it -> assertThat(it).isEqualTo(SEQUENCE_OVERLAPS));
  }

  @Test
  @DisplayName("F-225: a counter is not set to where issued numbers would come again")
  void counterDoesNotGoBelowIssuedNumbers() {
    assertThat(Numbering.setCounter(41, 42)).contains(WOULD_REISSUE);
    assertThat(Numbering.setCounter(42, 42)).isEmpty();
    assertThat(Numbering.setCounter(Sequence.HIGHEST, 0)).contains(SEQUENCE_EXHAUSTED);
  }

  @Test
  void counterEnds() {
    var next = Numbering.next(sequence("A", "", 1, "NEVER"), Sequence.HIGHEST, MARCH);

    assertThat(next).isEqualTo(new Numbered.Refused(SEQUENCE_EXHAUSTED));
  }

  @Test
  @DisplayName("F-178, C-21: no sequence renders a number twice, whatever months pass")
  void noNumberComesTwice() {
    var seed = System.nanoTime();
    var random = new Random(seed);
    for (var run = 0; run < 500; run++) {
      var sequence = anySequence(random);
      var counters = new HashMap<Period, Long>();
      var issued = new HashMap<String, Period>();
      var month = YearMonth.of(2026, 1);
      for (var step = 0; step < 60; step++) {
        month = month.plusMonths(random.nextInt(3));
        var period = sequence.reset().periodOf(month);
        var next = Numbering.next(sequence, counters.getOrDefault(period, 0L), month);

        assertThat(next).as("seed " + seed).isInstanceOf(Numbered.Issued.class);
        if (next instanceof Numbered.Issued it) {
          counters.put(period, it.value());
          assertThat(issued.put(it.number(), period)).as("seed %s: %s", seed, it).isNull();
          var pattern = Pattern.compile(sequence.format().stillRendered(sequence.reset(), month));
          var found = pattern.matcher(it.number());
          assertThat(found.matches()).as("seed %s: %s %s", seed, it, pattern).isTrue();
          assertThat(Long.parseLong(found.group(1))).isEqualTo(it.value());
        }
      }
    }
  }

  private static Sequence anySequence(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> sequence("INV-", "", 1 + random.nextInt(6), "NEVER");
      case 1 -> sequence("{YYYY}-{BRANCH}.", "B1", 3, "YEARLY");
      case 2 -> sequence("{YYYY}{MM}", "", 4, "MONTHLY");
      case 3 -> sequence("{MM}#", "", 2, "NEVER");
      default -> sequence("P/{YY}/{MM}/", "", 2, "MONTHLY");
    };
  }

  private static Sequence sequence(String prefix, String branch, int padding, String reset) {
    return switch (SequenceRules.check(new Draft("INVOICE", branch, prefix, padding, reset))) {
      case Checked.Good(var sequence) -> sequence;
      case Checked.Bad(var violations) -> throw new AssertionError(violations);
    };
  }
}
