package dev.countersign.rules.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.rules.core.Path;
import dev.countersign.rules.core.condition.Fact;
import dev.countersign.rules.core.condition.FactType;
import dev.countersign.rules.core.condition.FactTypes;
import dev.countersign.rules.core.condition.FactsRead;
import dev.countersign.rules.core.condition.Paths;
import dev.countersign.rules.core.policy.Terms;
import dev.countersign.rules.json.Document.Element;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The declared facts of an operation, {@code {"name": {"path": …, "type": …}}}, and those among
 * them that a policy's conditions read. They stay in the document, so that a version means next
 * year what it means today.
 */
public final class FactsJson {
  private static final String FACTS = "facts";

  private FactsJson() {}

  /** The facts of a document; {@link InvalidPolicy} where one is none. */
  static Map<String, Fact> read(Document document) {
    return document.get(FACTS).map(it -> read(it, document.at(FACTS))).orElse(Map.of());
  }

  /** Facts by name; {@link InvalidPolicy} where one is none. */
  public static Map<String, Fact> read(JsonNode node, String path) {
    if (!node.isObject()) {
      throw InvalidPolicy.at(path, "object_expected", "Write an object of facts by name here.");
    }
    var facts = new TreeMap<String, Fact>();
    for (var field : node.properties()) {
      facts.put(
          field.getKey(),
          fact(field.getKey(), new Element(field.getValue(), path + "." + field.getKey())));
    }
    return facts;
  }

  private static Fact fact(String name, Element element) {
    var fact = element.open(DocumentPart.FACT);
    var type = fact.word("type", FactType.class).orElse(FactType.UNDECLARED);
    if (type == FactType.UNDECLARED) {
      throw InvalidPolicy.at(
          fact.at("type"), "fact_type_invalid", "Write DECIMAL, TEXT, BOOLEAN or LIST.");
    }
    var place = fact.text("path").orElse(name);
    return new Fact(path(name, place, element.path()), type);
  }

  /** With {@code *} for an index a fact has no other place than its name says. */
  private static Path path(String name, String place, String at) {
    var isPattern = place.contains("*") || name.contains("*");
    var isOne = Paths.read(place).isPresent() && Paths.read(name).isPresent();
    if (!isOne || (isPattern && !place.equals(name))) {
      throw InvalidPolicy.at(at, "path_invalid", "Write field names with dots between them.");
    }
    return Path.of(place);
  }

  public static void write(Map<String, Fact> facts, ObjectNode node) {
    new TreeMap<>(facts)
        .forEach((name, fact) ->
            node.putObject(name)
                .put("path", fact.path().toString())
                .put("type", fact.type().name()));
  }

  /** A document may repeat what is declared, as an export does; it declares nothing itself. */
  static void refuseOthers(Document document, FactTypes types) {
    read(document)
        .forEach((name, fact) -> {
          if (!fact.equals(types.declared().get(name))) {
            throw InvalidPolicy.at(
                document.at(FACTS) + "." + name,
                "fact_not_declared",
                "The operation declares no such fact; leave facts out, they are filled in.");
          }
        });
  }

  /** The declared facts that some condition reads; those of every operation are not repeated. */
  static Map<String, Fact> readBy(Terms terms, FactTypes types) {
    var read =
        terms.conditions().flatMap(FactsRead::of).map(Fact::path).collect(Collectors.toSet());
    return types.declared().entrySet().stream()
        .filter(it -> !FactTypes.STANDARD.declared().containsKey(it.getKey()))
        .filter(it ->
            read.contains(it.getValue().path())
                || read.stream().anyMatch(path -> FactTypes.generic(path).equals(it.getKey())))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
