package dev.countersign.rules.core;

import dev.countersign.rules.core.condition.FactTypes;
import dev.countersign.rules.core.evaluation.Event;
import dev.countersign.rules.core.evaluation.RuleBook;
import dev.countersign.rules.core.money.SignRule;
import dev.countersign.rules.core.operation.FactPaths;
import dev.countersign.rules.core.operation.Intent;
import dev.countersign.rules.core.operation.Material;
import dev.countersign.rules.core.operation.Operation;
import dev.countersign.rules.core.operation.OperationCode;
import dev.countersign.rules.core.partner.Partner;
import dev.countersign.rules.core.partner.PartnerId;
import dev.countersign.rules.core.partner.Preset;
import dev.countersign.rules.core.policy.Policy;
import dev.countersign.rules.core.policy.PolicyId;
import dev.countersign.rules.core.policy.StrictDefaults;
import dev.countersign.rules.core.policy.Terms;
import dev.countersign.rules.core.policy.TermsCheck.Ground;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A strict partner with its default policies, and events about it. */
public final class RulesFixtures {

  public static final PartnerId ACME = new PartnerId("acme");

  public static final Instant NOW = Instant.parse("2026-03-02T04:15:00Z");

  private RulesFixtures() {}

  /** Terms may name the calendar {@code office} and no other one. */
  public static Ground ground(String... locks) {
    return new Ground(List.of(locks), Set.of("office"));
  }

  public static Partner strict(PartnerId id) {
    return new Partner(
        id,
        "Acme",
        Preset.STRICT_MAKER_CHECKER,
        List.of("MAKER_CHECKER_STRICT"),
        "Asia/Dhaka",
        "BDT",
        1);
  }

  public static Operation operation(String code, SignRule signRule) {
    return new Operation(
        new OperationCode(code),
        code,
        List.of(),
        Map.of(code + ".requested", Intent.OPEN, code + ".cancelled", Intent.CANCEL),
        FactPaths.DEFAULT,
        new Material.Selected(
            List.of(
                new Material.Field("amount", Path.of("amount")),
                new Material.Field("currency", Path.of("currency")))),
        Operation.AmountUse.REQUIRED,
        signRule,
        FactTypes.STANDARD);
  }

  public static Operation operation(String code) {
    return operation(code, SignRule.NON_NEGATIVE);
  }

  public static Policy policy(String operation, Terms terms) {
    var id = new PolicyId(UUID.nameUUIDFromBytes(new byte[] {1}));
    return Policy.compile(new Policy.Key(ACME, new OperationCode(operation), id, 3), terms);
  }

  /** A rule book in which acme has the strict defaults. */
  public static RuleBook strictDefaults() {
    Map<String, Policy> policies = new HashMap<>();
    StrictDefaults.of("BDT")
        .forEach((code, terms) -> policies.put(code.value(), policy(code.value(), terms)));
    return book(policies);
  }

  public static RuleBook book(Map<String, Policy> policies) {
    return new RuleBook() {
      @Override
      public Optional<RegisteredType> eventType(String type) {
        return Optional.empty();
      }

      @Override
      public Optional<Operation> operation(String codeOrAlias) {
        return Optional.empty();
      }

      @Override
      public Optional<Partner> partner(String id) {
        return id.equals(ACME.value()) ? Optional.of(strict(ACME)) : Optional.empty();
      }

      @Override
      public Optional<Policy> policy(String partner, OperationCode operation, Instant at) {
        return Optional.ofNullable(policies.get(operation.value()));
      }

      @Override
      public List<Policy> draining(String partner, OperationCode operation, Instant at) {
        return List.of();
      }
    };
  }

  /** Complete data of an event over an amount; single fields are then replaced or removed. */
  public static Map<String, Value> data(String amount, String currency) {
    Map<String, Value> data = new HashMap<>();
    data.put("amount", new Value.Text(amount));
    data.put("currency", new Value.Text(currency));
    data.put("maker", new Value.Text("maker@acme"));
    data.put("makerReason", new Value.Text("monthly order"));
    return data;
  }

  public static Event event(Operation operation, Map<String, Value> data) {
    return new Event(
        ACME.value(),
        Optional.of(operation),
        Intent.OPEN,
        Optional.empty(),
        Optional.empty(),
        new Value.Fields(data),
        NOW);
  }

  public static Event event(String operation, String amount) {
    return event(operation(operation), data(amount, "BDT"));
  }

  public static Value number(String digits) {
    return new Value.Decimal(new BigDecimal(digits));
  }
}
