package dev.countersign.request.ui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** JSON as rows of a table: one per leaf, nested names joined by dots, nothing left out. */
final class Fields {

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,40}(\\.[0-9]{1,20})?");
  private static final int LONGEST_SCALE = 60;

  private final Tongue tongue;

  Fields(Tongue tongue) {
    this.tongue = tongue;
  }

  /** What the request says now, each beside what the earlier revision said. */
  List<Field> compare(JsonNode before, JsonNode now) {
    var old = flat(before);
    var current = flat(now);
    var paths = new LinkedHashSet<>(current.keySet());
    paths.addAll(old.keySet());
    return paths.stream()
        .map(path ->
            field(path, old.getOrDefault(path, ""), current.getOrDefault(path, ""), old.isEmpty()))
        .toList();
  }

  /** What the whole event says beyond its material fields. */
  List<Field> beyond(JsonNode material, JsonNode data) {
    var shown = flat(material);
    return flat(data).entrySet().stream()
        .filter(leaf -> !leaf.getValue().equals(shown.get(leaf.getKey())))
        .map(leaf -> new Field(label(leaf.getKey()), leaf.getValue(), "", Field.Change.NONE))
        .toList();
  }

  /** What would differ if the fields said what is proposed; each beside what it says now. */
  List<Field> changed(JsonNode now, ObjectNode proposal) {
    var then = now.isObject() ? ((ObjectNode) now).deepCopy().setAll(proposal) : proposal;
    return compare(now, then).stream().filter(Field::isChanged).toList();
  }

  private static Field field(String path, String before, String now, boolean first) {
    return new Field(label(path), now, before, first ? Field.Change.NONE : change(before, now));
  }

  private static Field.Change change(String before, String now) {
    if (before.equals(now)) {
      return Field.Change.NONE;
    }
    if (before.isEmpty()) {
      return Field.Change.ADDED;
    }
    return now.isEmpty() ? Field.Change.REMOVED : Field.Change.CHANGED;
  }

  private static String label(String path) {
    var parts = new ArrayList<String>();
    for (var part : path.split("\\.", -1)) {
      parts.add(Words.of(part));
    }
    return String.join(" › ", parts);
  }

  private Map<String, String> flat(JsonNode node) {
    var leaves = new LinkedHashMap<String, String>();
    collect("", node, leaves);
    leaves.replaceAll((path, value) -> money(path, value, leaves));
    return leaves;
  }

  /** A number called amount beside a currency reads as money. */
  private String money(String path, String value, Map<String, String> leaves) {
    var currency = path.replaceAll("amount$", "currency");
    var isMoney = !currency.equals(path) && NUMBER.matcher(value).matches();
    return isMoney && leaves.containsKey(currency)
        ? Money.text(new BigDecimal(value), leaves.get(currency), tongue.language())
        : value;
  }

  private void collect(String path, JsonNode node, Map<String, String> leaves) {
    if (node.isObject() && !node.isEmpty()) {
      node.properties()
          .forEach(member -> collect(join(path, member.getKey()), member.getValue(), leaves));
    } else if (node.isArray() && !node.isEmpty()) {
      for (var i = 0; i < node.size(); i++) {
        collect(join(path, Integer.toString(i + 1)), node.get(i), leaves);
      }
    } else if (!node.isMissingNode()) {
      leaves.put(path, text(node));
    }
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private String text(JsonNode leaf) {
    return switch (leaf.getNodeType()) {
      case STRING -> leaf.asText();
      case NUMBER -> number(leaf.decimalValue());
      case BOOLEAN -> leaf.asBoolean() ? tongue.request().yes() : tongue.request().no();
      case NULL, MISSING -> tongue.lists().none();
      case ARRAY, OBJECT -> tongue.request().empty();
      case BINARY, POJO -> leaf.asText();
    };
  }

  /** Plain digits, unless the exponent would make them thousands of zeros. */
  private static String number(BigDecimal number) {
    return Math.abs(number.scale()) > LONGEST_SCALE ? number.toString() : number.toPlainString();
  }
}
