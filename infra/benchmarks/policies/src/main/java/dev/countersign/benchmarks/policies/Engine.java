package dev.countersign.benchmarks.policies;

import java.util.List;

/** An engine with policies loaded: how many of them apply to an event? */
public interface Engine {

  int matching(int event);

  static Engine of(String name, List<List<Line>> policies) throws Exception {
    return switch (name) {
      case "countersign" -> Countersign.plain(policies);
      case "countersign, JSON Logic" -> Countersign.inJsonLogic(policies);
      case "countersign, traced" -> Countersign.traced(policies);
      case "json-logic-java" -> new JsonLogicJava(policies);
      case "CEL" -> new Cel(policies);
      case "Drools" -> new Drools(policies);
      case "Camunda DMN" -> new CamundaDmn(policies);
      default -> throw new IllegalArgumentException(name);
    };
  }
}
