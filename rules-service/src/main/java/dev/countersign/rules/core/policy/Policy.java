package dev.countersign.rules.core.policy;

import dev.countersign.rules.core.condition.CompiledCondition;
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

/** A policy version, compiled once when it is loaded and immutable from then on. */
public final class Policy {

  /** Which version of which policy this is. */
  public record Key(PartnerId partner, OperationCode operation, PolicyId id, int version) {}

  private final Key key;
  private final Terms terms;
  private final List<CompiledRule> rules;

  private Policy(Key key, Terms terms, List<CompiledRule> rules) {
    this.key = key;
    this.terms = terms;
    this.rules = rules;
  }

  /** Compiles terms that {@link TermsCheck} let pass. */
  public static Policy compile(Key key, Terms terms) {
    return new Policy(key, terms, terms.rules().stream().map(CompiledRule::of).toList());
  }

  public Key key() {
    return key;
  }

  public Terms terms() {
    return terms;
  }

  /** The rules in their order. */
  public List<CompiledRule> rules() {
    return rules;
  }

  /** A rule whose bands are sorted and whose clauses have their names. */
  public static final class CompiledRule {

    private final Rule rule;
    private final Optional<Clause> always;
    private final Map<String, Bands> bandsByCurrency;

    private CompiledRule(Rule rule, Optional<Clause> always, Map<String, Bands> bands) {
      this.rule = rule;
      this.always = always;
      this.bandsByCurrency = bands;
    }

    static CompiledRule of(Rule rule) {
      return switch (rule.coverage()) {
        case Always(var plan) -> {
          var id = isUnnamed(rule) ? "always" : rule.id();
          var clause = new Clause(rule.id(), id, "always", plan);
          yield new CompiledRule(rule, Optional.of(clause), Map.of());
        }
        case ByAmount(var bands) ->
            new CompiledRule(rule, Optional.empty(), byCurrency(rule, bands));
      };
    }

    public String id() {
      return rule.id();
    }

    public CompiledCondition when() {
      return rule.when();
    }

    /** The clause of a rule that asks whatever the amount. */
    public Optional<Clause> always() {
      return always;
    }

    /** What the bands say about an amount at its currency's scale. */
    public Judgement judge(String currency, BigDecimal magnitude) {
      var bands = bandsByCurrency.get(currency);
      return bands == null ? Judgement.NO_BAND : bands.judge(magnitude);
    }

    private static boolean isUnnamed(Rule rule) {
      return rule.id().equals(Rule.MAIN);
    }

    private static Map<String, Bands> byCurrency(Rule rule, List<Band> bands) {
      var grouped = bands.stream().collect(Collectors.groupingBy(Band::currency));
      var name = isUnnamed(rule) ? "band-" : rule.id() + "/band-";
      return grouped.entrySet().stream()
          .collect(
              Collectors.toUnmodifiableMap(
                  Map.Entry::getKey,
                  it ->
                      Bands.of(
                          it.getValue(),
                          rule.id(),
                          grouped.size() == 1 ? name : name + it.getKey() + "-")));
    }
  }
}
