package dev.countersign.benchmarks.policies;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;

/** Camunda's decision tables: one row per policy, all that apply are collected. */
final class CamundaDmn implements Engine {

  private static final List<String> COLUMNS =
      List.of(
          "amount", "currency", "department", "reference", "iban", "header.site", "lines[1].item");

  private final DmnEngine engine =
      DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
  private final List<Map<String, Object>> events = Workload.events();
  private final DmnDecision table;

  CamundaDmn(List<List<Line>> policies) {
    table = engine.parseDecision("p", new ByteArrayInputStream(xml(policies).getBytes(UTF_8)));
  }

  @Override
  public int matching(int event) {
    return engine.evaluateDecisionTable(table, events.get(event)).size();
  }

  private static String xml(List<List<Line>> policies) {
    var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    xml.append("<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\"");
    xml.append(" id=\"d\" name=\"d\" namespace=\"n\"><decision id=\"p\" name=\"p\">");
    xml.append("<decisionTable id=\"t\" hitPolicy=\"COLLECT\">");
    for (int index = 0; index < COLUMNS.size(); index++) {
      var type = index == 0 ? "long" : "string";
      xml.append(
          "<input id=\"i%1$d\"><inputExpression id=\"x%1$d\" typeRef=\"%2$s\"><text>%3$s"
              .formatted(index, type, COLUMNS.get(index)));
      xml.append("</text></inputExpression></input>");
    }
    xml.append("<output id=\"o\" name=\"policy\" typeRef=\"integer\"/>");
    for (int index = 0; index < policies.size(); index++) {
      row(index, policies.get(index), xml);
    }
    return xml.append("</decisionTable></decision></definitions>").toString();
  }

  private static void row(int number, List<Line> lines, StringBuilder xml) {
    xml.append("<rule id=\"r%d\">".formatted(number));
    for (int index = 0; index < COLUMNS.size(); index++) {
      var column = COLUMNS.get(index);
      var cell =
          lines.stream()
              .filter(line -> line.field().replace(".0.", "[1].").equals(column))
              .map(CamundaDmn::cell)
              .findFirst()
              .orElse("");
      xml.append("<inputEntry id=\"e%d-%d\"><text>".formatted(number, index));
      xml.append(cell.replace("<", "&lt;").replace(">", "&gt;")).append("</text></inputEntry>");
    }
    xml.append(
        "<outputEntry id=\"v%1$d\"><text>%1$d</text></outputEntry></rule>".formatted(number));
  }

  private static String cell(Line line) {
    return switch (line.operator()) {
      case "==" -> line.quoted();
      case "not_equals" -> "not(" + line.quoted() + ")";
      case "between" -> "[" + line.lower() + ".." + line.upper() + "]";
      case "in" -> line.quotedList();
      case "not_in" -> "not(" + line.quotedList() + ")";
      case "contains" -> "contains(cellInput, " + line.quoted() + ")";
      case "not_contains" -> "not(contains(cellInput, " + line.quoted() + "))";
      case "starts_with" -> "starts with(cellInput, " + line.quoted() + ")";
      case "ends_with" -> "ends with(cellInput, " + line.quoted() + ")";
      case "is_empty" -> "\"\"";
      case "is_not_empty" -> "not(\"\")";
      default -> line.operator() + " " + line.value();
    };
  }
}
