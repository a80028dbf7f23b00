package dev.countersign.benchmarks.policies;

import io.github.jamsesso.jsonlogic.JsonLogic;
import io.github.jamsesso.jsonlogic.JsonLogicException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** JSON Logic on doubles; the engine caches what it parsed by the rule's text. */
final class JsonLogicJava implements Engine {

  private final JsonLogic engine = new JsonLogic();
  private final List<Map<String, Object>> events = Workload.events();
  private final String[] rules;

  JsonLogicJava(List<List<Line>> policies) {
    rules = policies.stream().map(JsonLogicJava::rule).toArray(String[]::new);
  }

  @Override
  public int matching(int event) {
    try {
      int matching = 0;
      for (var rule : rules) {
        matching += engine.apply(rule, events.get(event)) == Boolean.TRUE ? 1 : 0;
      }
      return matching;
    } catch (JsonLogicException e) {
      throw new IllegalStateException(e);
    }
  }

  static String rule(List<Line> lines) {
    return lines.stream()
        .map(JsonLogicJava::test)
        .collect(Collectors.joining(",", "{\"and\":[", "]}"));
  }

  private static String test(Line line) {
    var field = "{\"var\":\"" + line.field() + "\"}";
    var value = line.value();
    var member = "{\"in\":[" + field + ",[" + line.quotedList() + "]]}";
    var part = "{\"in\":[" + line.quoted() + "," + field + "]}";
    return switch (line.operator()) {
      case "==" -> "{\"===\":[" + field + "," + line.quoted() + "]}";
      case "not_equals" -> "{\"!==\":[" + field + "," + line.quoted() + "]}";
      case "between" -> "{\"<=\":[" + line.lower() + "," + field + "," + line.upper() + "]}";
      case "in" -> member;
      case "not_in" -> "{\"!\":[" + member + "]}";
      case "contains" -> part;
      case "not_contains" -> "{\"!\":[" + part + "]}";
      case "starts_with" ->
          "{\"===\":[{\"substr\":[" + field + ",0," + value.length() + "]}," + line.quoted() + "]}";
      case "ends_with" ->
          "{\"===\":[{\"substr\":[" + field + ",-" + value.length() + "]}," + line.quoted() + "]}";
      case "is_empty" -> "{\"!\":[" + field + "]}";
      case "is_not_empty" -> "{\"!!\":[" + field + "]}";
      default -> "{\"" + line.operator() + "\":[" + field + "," + value + "]}";
    };
  }
}
