package dev.countersign.rules.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.rules.core.Path;
import dev.countersign.rules.core.condition.ContextField;
import dev.countersign.rules.core.condition.FactType;
import dev.countersign.rules.core.condition.FactTypes;
import dev.countersign.rules.core.condition.FactsRead;
import dev.countersign.rules.core.condition.Paths;
import dev.countersign.rules.core.policy.Terms;
import dev.countersign.rules.core.window.WindowedFact;
import dev.countersign.rules.json.Document.Element;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The windowed facts of a policy, {@code {"name": {"sum": …, "per": …, "over": …}}} (N-12). Fields
 * may be called by the names the operation declares; what is kept is where they stand.
 */
final class WindowsJson {

  private static final String WINDOWS = "windows";
  private static final int MOST = 10;
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,39}");
  private static final Set<FactType> KEYS =
      Set.of(FactType.TEXT, FactType.DECIMAL, FactType.UNDECLARED);
  private static final Set<FactType> NUMBERS = Set.of(FactType.DECIMAL, FactType.UNDECLARED);

  private final FactTypes types;

  private WindowsJson(FactTypes types) {
    this.types = types;
  }

  /** The windowed facts of a document; {@link InvalidPolicy} where one is none. */
  static Map<String, WindowedFact> read(Document document, FactTypes types) {
    var reader = new WindowsJson(types);
    return document.element(WINDOWS).map(reader::read).orElse(Map.of());
  }

  private Map<String, WindowedFact> read(Element element) {
    if (!element.node().isObject()) {
      throw InvalidPolicy.at(
          element.path(), "object_expected", "Write an object of windows by name here.");
    }
    if (element.node().size() > MOST) {
      throw InvalidPolicy.at(element.path(), "too_many_windows", "Write " + MOST + " at most.");
    }
    var windows = new TreeMap<String, WindowedFact>();
    for (var field : element.node().properties()) {
      var at = element.path() + "." + field.getKey();
      refuseName(field.getKey(), at);
      windows.put(field.getKey(), window(new Element(field.getValue(), at)));
    }
    return windows;
  }

  private void refuseName(String name, String at) {
    if (!NAME.matcher(name).matches()) {
      throw InvalidPolicy.at(at, "window_name_invalid", "Write a name of letters and digits.");
    }
    if (ContextField.named(name).isPresent() || types.declared().containsKey(name)) {
      throw InvalidPolicy.at(at, "window_name_taken", "A fact of the operation is called so.");
    }
  }

  private WindowedFact window(Element element) {
    var window = element.open(DocumentPart.WINDOW);
    var sum = window.text("sum").map(it -> field(it, window.at("sum"), NUMBERS));
    if (sum.isPresent() == window.flag("count").orElse(false) || isDenied(window)) {
      throw InvalidPolicy.at(
          element.path(), "window_measure_unclear", "Write sum and a field, or count: true.");
    }
    var per = window.text("per");
    if (per.isEmpty()) {
      throw InvalidPolicy.at(
          window.at("per"), "window_per_missing", "Write the field whose values are told apart.");
    }
    return new WindowedFact(sum, field(per.get(), window.at("per"), KEYS), length(window));
  }

  private static boolean isDenied(Document window) {
    return window.has("count") && !window.flag("count").orElse(true);
  }

  private static Duration length(Document window) {
    return window
        .duration("over", "window_length_invalid")
        .filter(WindowedFact::isLength)
        .orElseThrow(() ->
            InvalidPolicy.at(
                window.at("over"),
                "window_length_invalid",
                "Write whole seconds from "
                    + Durations.text(WindowedFact.SHORTEST)
                    + " to "
                    + Durations.text(WindowedFact.LONGEST)
                    + ", such as PT24H."));
  }

  private Path field(String name, String at, Set<FactType> fitting) {
    var path = Paths.read(name).filter(it -> !name.contains("*"));
    if (path.isEmpty()) {
      throw InvalidPolicy.at(at, "path_invalid", "Write field names with dots between them.");
    }
    if (!types.exposes(path.get()) && ContextField.named(name).isEmpty()) {
      throw InvalidPolicy.at(
          at, "window_field_not_declared", "The operation declares no such fact.");
    }
    var fact = types.of(path.get());
    if (!fitting.contains(fact.type())) {
      throw InvalidPolicy.at(at, "window_type_mismatch", "A fact of this type does not fit here.");
    }
    return fact.path();
  }

  /** A number that no condition reads would count in vain, and seem to do something. */
  static void refuseUnread(Terms terms) {
    var read =
        terms.conditions().flatMap(FactsRead::of).map(Object::toString).collect(Collectors.toSet());
    terms.windows().keySet().stream()
        .sorted()
        .filter(name -> !read.contains(name))
        .findFirst()
        .ifPresent(name -> {
          throw InvalidPolicy.at(
              WINDOWS + "." + name, "window_unread", "Let a condition read it, or leave it out.");
        });
  }

  static void write(Map<String, WindowedFact> windows, ObjectNode policy) {
    if (windows.isEmpty()) {
      return;
    }
    var node = policy.putObject(WINDOWS);
    new TreeMap<>(windows)
        .forEach((name, fact) -> {
          var window = node.putObject(name);
          fact.sum()
              .map(Path::toString)
              .ifPresentOrElse(sum -> window.put("sum", sum), () -> window.put("count", true));
          window.put("per", fact.per().toString()).put("over", Durations.text(fact.over()));
        });
  }
}
