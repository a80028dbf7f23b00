package dev.countersign.rules.core.policy;

import dev.countersign.rules.core.money.Currencies;
import dev.countersign.rules.core.policy.Coverage.Band;
import dev.countersign.rules.core.policy.Coverage.RequiresApproval;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The bands of one currency, compiled to an array: a judgement is a walk over a few edges. */
final class Bands {

  static final Comparator<Band> ASCENDING =
      Comparator.comparing(Band::from).thenComparing(Band::requiresApproval);

  private final Edge[] edges;
  private final Judgement below;

  private Bands(Edge[] edges, Judgement below) {
    this.edges = edges;
    this.below = below;
  }

  /** One band's edges at the scale of the currency, so that comparing them compares two longs. */
  private record Edge(
      BigDecimal from,
      RequiresApproval requiresApproval,
      Optional<BigDecimal> to,
      RequiresApproval requiresApprovalAtEnd,
      Judgement asks) {

    boolean isBelow(BigDecimal amount) {
      var comparison = amount.compareTo(from);
      return comparison > 0
          || (comparison == 0 && requiresApproval == RequiresApproval.AT_OR_ABOVE);
    }

    boolean endsBefore(BigDecimal amount) {
      if (to.isEmpty()) {
        return false;
      }
      var comparison = amount.compareTo(to.get());
      return comparison > 0
          || (comparison == 0 && requiresApprovalAtEnd == RequiresApproval.AT_OR_ABOVE);
    }
  }

  static Bands of(List<Band> bands, String ruleId, String prefix) {
    var sorted = bands.stream().sorted(ASCENDING).toList();
    var edges = new Edge[sorted.size()];
    for (int index = 0; index < edges.length; index++) {
      var band = sorted.get(index);
      var next = index + 1 < edges.length ? Optional.of(sorted.get(index + 1)) : noBand();
      var clause =
          new Clause(ruleId, prefix + plain(band.from()), interval(band, next), band.plan());
      edges[index] =
          new Edge(
              scaled(band, band.from()),
              band.requiresApproval(),
              band.to().map(to -> scaled(band, to)),
              next.map(Band::requiresApproval).orElse(RequiresApproval.AT_OR_ABOVE),
              new Judgement.Asks(clause));
    }
    return new Bands(edges, new Judgement.BelowFirstBand(clause(edges[0])));
  }

  /** At a shared edge the higher band wins: the highest edge below the amount decides. */
  Judgement judge(BigDecimal magnitude) {
    for (int index = edges.length - 1; index >= 0; index--) {
      if (edges[index].isBelow(magnitude)) {
        return edges[index].endsBefore(magnitude) ? lower(index, magnitude) : edges[index].asks;
      }
    }
    return below;
  }

  /** Where the highest band has ended, a lower one may still go on. */
  private Judgement lower(int ended, BigDecimal magnitude) {
    for (int index = ended - 1; index >= 0; index--) {
      if (!edges[index].endsBefore(magnitude)) {
        return edges[index].asks;
      }
    }
    return Judgement.UNCOVERED;
  }

  private static Clause clause(Edge edge) {
    return ((Judgement.Asks) edge.asks).clause();
  }

  private static Optional<Band> noBand() {
    return Optional.empty();
  }

  private static String interval(Band band, Optional<Band> next) {
    var opening = band.requiresApproval() == RequiresApproval.AT_OR_ABOVE ? "[" : "(";
    var end = band.to().or(() -> next.map(Band::from));
    var isEndIncluded =
        next.filter(it -> it.requiresApproval() == RequiresApproval.ABOVE).isPresent();
    return opening
        + plain(band.from())
        + ", "
        + end.map(it -> plain(it) + (isEndIncluded ? "]" : ")")).orElse("∞)");
  }

  private static BigDecimal scaled(Band band, BigDecimal amount) {
    return amount.setScale(Currencies.minorUnits(band.currency()).orElseThrow());
  }

  private static String plain(BigDecimal amount) {
    return amount.stripTrailingZeros().toPlainString();
  }
}
