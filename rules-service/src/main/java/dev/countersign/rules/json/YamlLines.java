package dev.countersign.rules.json;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where in a text of YAML the settings of a policy stand, for whoever looks for a mistake. */
public final class YamlLines {

  private static final YAMLFactory FACTORY = new YAMLFactory();

  private final List<String> lines;
  private final Map<String, Integer> byPointer;

  private YamlLines(List<String> lines, Map<String, Integer> byPointer) {
    this.lines = lines;
    this.byPointer = byPointer;
  }

  /**
   * A line of the text.
   *
   * @param number from 1 on
   */
  public record Line(int number, String text) {}

  /** Of a text that cannot be read to its end, the lines before that. */
  public static YamlLines of(String yaml) {
    var byPointer = new HashMap<String, Integer>();
    try (var parser = FACTORY.createParser(yaml)) {
      for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token != JsonToken.END_OBJECT && token != JsonToken.END_ARRAY) {
          var pointer = parser.getParsingContext().pathAsPointer().toString();
          byPointer.putIfAbsent(pointer, parser.currentTokenLocation().getLineNr());
        }
      }
    } catch (IOException _) {
      // What stands before the mistake has its line all the same.
    }
    return new YamlLines(yaml.lines().toList(), byPointer);
  }

  /**
   * The line of a setting, or of the nearest around it that is written down.
   *
   * @param path as in {@link InvalidPolicy.Problem#path()}; an empty one has no line
   */
  public Optional<Line> at(String path) {
    for (var pointer = pointer(path); !pointer.isEmpty(); pointer = parent(pointer)) {
      var number = byPointer.get(pointer);
      if (number != null && number <= lines.size()) {
        return Optional.of(new Line(number, lines.get(number - 1).strip()));
      }
    }
    return Optional.empty();
  }

  private static String pointer(String path) {
    return path.isEmpty() ? "" : "/" + path.replace("]", "").replace('[', '/').replace('.', '/');
  }

  private static String parent(String pointer) {
    return pointer.substring(0, pointer.lastIndexOf('/'));
  }
}
