package dev.countersign.rules.core.policy;

import dev.countersign.rules.core.money.Currencies;
import dev.countersign.rules.core.policy.Coverage.Band;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;

/** The bands of one currency, compiled to arrays: a judgement is a walk over a few longs. */
final class Bands {

  private final BigDecimal[] edges;
  private final Judgement[] judgements;
  private final Judgement below;

  private Bands(BigDecimal[] edges, Judgement[] judgements, Judgement below) {
    this.edges = edges;
    this.judgements = judgements;
    this.below = below;
  }

  static Bands of(List<Band> bands, Terms terms, boolean isOnlyCurrency) {
    var sorted = bands.stream().sorted(Comparator.comparing(Band::from)).toList();
    var edges = sorted.stream().map(Bands::edge).toArray(BigDecimal[]::new);
    var rules = new Rule[edges.length];
    for (int index = 0; index < edges.length; index++) {
      var band = sorted.get(index);
      var upper = index + 1 < edges.length ? plain(edges[index + 1]) + ")" : "∞)";
      var prefix = isOnlyCurrency ? "band-" : "band-" + band.currency() + "-";
      rules[index] =
          new Rule(
              prefix + plain(band.from()),
              "[" + plain(band.from()) + ", " + upper,
              new Route(band.steps(), terms.ttl(), terms.reasons()));
    }
    var judgements = new Judgement[rules.length];
    for (int index = 0; index < rules.length; index++) {
      judgements[index] = new Judgement.Asks(rules[index]);
    }
    return new Bands(edges, judgements, new Judgement.BelowFirstBand(rules[0]));
  }

  /** At a shared edge the higher band wins: the highest edge at or below the amount decides. */
  Judgement judge(BigDecimal magnitude) {
    for (int index = edges.length - 1; index >= 0; index--) {
      if (magnitude.compareTo(edges[index]) >= 0) {
        return judgements[index];
      }
    }
    return below;
  }

  private static BigDecimal edge(Band band) {
    // The scale of the currency, as amounts have it: comparing equal scales compares two longs.
    return band.from().setScale(Currencies.minorUnits(band.currency()).orElseThrow());
  }

  private static String plain(BigDecimal amount) {
    return amount.stripTrailingZeros().toPlainString();
  }
}
