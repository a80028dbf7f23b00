package dev.countersign.benchmarks.policies;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieServices;
import org.kie.api.runtime.KieSessionsPool;

/**
 * Drools with the executable model, on Java objects; equal conditions are shared by its network.
 */
public final class Drools implements Engine {

  private final KieSessionsPool sessions;
  private final Invoice[] invoices =
      Workload.events().stream().map(Invoice::new).toArray(Invoice[]::new);

  Drools(List<List<Line>> policies) {
    var rules = new StringBuilder("package policies\n");
    rules.append("import ").append(Invoice.class.getCanonicalName()).append('\n');
    rules.append("import ").append(Count.class.getCanonicalName()).append('\n');
    rules.append("global Count count\n");
    for (int index = 0; index < policies.size(); index++) {
      var tests = policies.get(index).stream().map(Drools::test).collect(Collectors.joining(", "));
      rules.append("rule r%d when Invoice(%s) then count.add(); end%n".formatted(index, tests));
    }
    var services = KieServices.Factory.get();
    var files = services.newKieFileSystem();
    files.write("src/main/resources/policies/rules.drl", rules.toString());
    var builder = services.newKieBuilder(files).buildAll(ExecutableModelProject.class);
    if (!builder.getResults().getMessages().isEmpty()) {
      throw new IllegalStateException("" + builder.getResults().getMessages());
    }
    sessions =
        services.newKieContainer(builder.getKieModule().getReleaseId()).newKieSessionsPool(1);
  }

  @Override
  public int matching(int event) {
    var session = sessions.newKieSession();
    try {
      var count = new Count();
      session.setGlobal("count", count);
      session.insert(invoices[event]);
      session.fireAllRules();
      return count.rules;
    } finally {
      session.dispose();
    }
  }

  private static String test(Line line) {
    var field =
        switch (line.field()) {
          case "header.site" -> "site";
          case "lines.0.item" -> "item";
          default -> line.field();
        };
    return switch (line.operator()) {
      case "==" -> field + " == " + line.quoted();
      case "not_equals" -> field + " != " + line.quoted();
      case "between" -> field + " >= " + line.lower() + "L, " + field + " <= " + line.upper() + "L";
      case "in" -> field + " in (" + line.quotedList() + ")";
      case "not_in" -> field + " not in (" + line.quotedList() + ")";
      case "contains" -> field + ".contains(" + line.quoted() + ")";
      case "not_contains" -> "!" + field + ".contains(" + line.quoted() + ")";
      case "starts_with" -> field + ".startsWith(" + line.quoted() + ")";
      case "ends_with" -> field + ".endsWith(" + line.quoted() + ")";
      case "is_empty" -> field + " == \"\"";
      case "is_not_empty" -> field + " != \"\"";
      default -> field + " " + line.operator() + " " + line.value() + "L";
    };
  }

  /** How many rules fired. */
  public static final class Count {
    private int rules;

    public void add() {
      rules++;
    }
  }

  /** The invoice as a Java object: what Drools is fast on. */
  public static final class Invoice {
    private final Map<String, Object> event;
    private final long amount;
    private final String site;
    private final String item;
    private final String currency;
    private final String department;
    private final String reference;
    private final String iban;

    Invoice(Map<String, Object> event) {
      this.event = event;
      amount = (Long) event.get("amount");
      site = (String) ((Map<?, ?>) event.get("header")).get("site");
      item = (String) ((Map<?, ?>) ((List<?>) event.get("lines")).getFirst()).get("item");
      currency = text("currency");
      department = text("department");
      reference = text("reference");
      iban = text("iban");
    }

    private String text(String name) {
      return (String) event.get(name);
    }

    public long getAmount() {
      return amount;
    }

    public String getSite() {
      return site;
    }

    public String getItem() {
      return item;
    }

    public String getCurrency() {
      return currency;
    }

    public String getDepartment() {
      return department;
    }

    public String getReference() {
      return reference;
    }

    public String getIban() {
      return iban;
    }
  }
}
