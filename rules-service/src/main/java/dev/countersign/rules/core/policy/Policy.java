package dev.countersign.rules.core.policy;

import dev.countersign.rules.core.operation.OperationCode;
import dev.countersign.rules.core.partner.PartnerId;
import dev.countersign.rules.core.policy.Coverage.Always;
import dev.countersign.rules.core.policy.Coverage.Band;
import dev.countersign.rules.core.policy.Coverage.ByAmount;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** An active policy version, compiled once when it is loaded and immutable from then on. */
public final class Policy {

  /** Which version of which policy this is. */
  public record Key(PartnerId partner, OperationCode operation, PolicyId id, int version) {}

  private final Key key;
  private final Terms terms;
  private final Optional<Rule> always;
  private final Map<String, Bands> bandsByCurrency;

  private Policy(Key key, Terms terms, Optional<Rule> always, Map<String, Bands> bands) {
    this.key = key;
    this.terms = terms;
    this.always = always;
    this.bandsByCurrency = bands;
  }

  /** Compiles terms that {@link TermsCheck} let pass. */
  public static Policy compile(Key key, Terms terms) {
    return switch (terms.coverage()) {
      case Always(var steps) -> {
        var route = new Route(steps, terms.ttl(), terms.reasons());
        yield new Policy(key, terms, Optional.of(new Rule("always", "always", route)), Map.of());
      }
      case ByAmount(var bands) ->
          new Policy(key, terms, Optional.empty(), byCurrency(bands, terms));
    };
  }

  private static Map<String, Bands> byCurrency(List<Band> bands, Terms terms) {
    var grouped = bands.stream().collect(Collectors.groupingBy(Band::currency));
    return grouped.entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                Map.Entry::getKey,
                entry -> Bands.of(entry.getValue(), terms, grouped.size() == 1)));
  }

  public Key key() {
    return key;
  }

  public Terms terms() {
    return terms;
  }

  /** The rule of a policy that asks whatever the amount. */
  public Optional<Rule> always() {
    return always;
  }

  /** What the bands say about an amount at its currency's scale. */
  public Judgement judge(String currency, BigDecimal magnitude) {
    var bands = bandsByCurrency.get(currency);
    return bands == null ? Judgement.NO_BAND : bands.judge(magnitude);
  }
}
