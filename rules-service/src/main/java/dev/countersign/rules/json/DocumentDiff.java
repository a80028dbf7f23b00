package dev.countersign.rules.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two policy documents, setting by setting (F-167, A-25). Rules are compared
 * by their id and tracks and steps by their name, so that moving one is not the end of all others.
 */
public final class DocumentDiff {

  private static final List<String> NAMES = List.of("id", "name", "currency");

  private final List<Change> changes = new ArrayList<>();
  private final Grain grain;

  private DocumentDiff(Grain grain) {
    this.grain = grain;
  }

  /** How a part that came or went is told: by itself, or by each setting in it. */
  private enum Grain {
    PART,
    SETTING
  }

  /**
   * One setting that is not the same.
   *
   * @param path where, as {@code rules[travel].steps[Finance].quorum.n}
   * @param before what it was; absent if it was not there
   * @param after what it is; absent if it is gone
   */
  public record Change(String path, @Nullable JsonNode before, @Nullable JsonNode after) {}

  public static List<Change> between(JsonNode before, JsonNode after) {
    return between(before, after, Grain.PART);
  }

  /** For people: what came or went as a whole is told setting by setting as well. */
  public static List<Change> bySetting(JsonNode before, JsonNode after) {
    return between(before, after, Grain.SETTING);
  }

  private static List<Change> between(JsonNode before, JsonNode after, Grain grain) {
    var diff = new DocumentDiff(grain);
    diff.compare("", before, after);
    return List.copyOf(diff.changes);
  }

  private void compare(String path, @Nullable JsonNode before, @Nullable JsonNode after) {
    if (before != null && before.equals(after)) {
      return;
    }
    if (before == null && after != null && isToldBySetting(after)) {
      compare(path, emptyLike(after), after);
    } else if (after == null && before != null && isToldBySetting(before)) {
      compare(path, before, emptyLike(before));
    } else {
      compareParts(path, before, after);
    }
  }

  private void compareParts(String path, @Nullable JsonNode before, @Nullable JsonNode after) {
    if (before != null && after != null && before.isObject() && after.isObject()) {
      var names = new TreeSet<String>();
      before.fieldNames().forEachRemaining(names::add);
      after.fieldNames().forEachRemaining(names::add);
      for (var name : names) {
        compare(path.isEmpty() ? name : path + "." + name, before.get(name), after.get(name));
      }
    } else if (before != null && after != null && before.isArray() && after.isArray()) {
      compareLists(path, before, after);
    } else {
      changes.add(new Change(path, before, after));
    }
  }

  private void compareLists(String path, JsonNode before, JsonNode after) {
    var keys = new ArrayList<String>();
    for (var list : List.of(before, after)) {
      for (int index = 0; index < list.size(); index++) {
        var key = key(list, index);
        if (!keys.contains(key)) {
          keys.add(key);
        }
      }
    }
    keys.forEach(key -> compare(path + "[" + key + "]", find(before, key), find(after, key)));
    if (keys.size() == before.size()
        && keys.size() == after.size()
        && !order(before).equals(order(after))) {
      changes.add(new Change(path + ".order", inOrder(before), inOrder(after)));
    }
  }

  private JsonNode inOrder(JsonNode list) {
    return switch (grain) {
      case PART -> list;
      case SETTING -> TextNode.valueOf(String.join(", ", order(list)));
    };
  }

  private boolean isToldBySetting(JsonNode part) {
    return grain == Grain.SETTING && part.isContainerNode() && !part.isEmpty();
  }

  private static JsonNode emptyLike(JsonNode part) {
    return part.isObject()
        ? JsonNodeFactory.instance.objectNode()
        : JsonNodeFactory.instance.arrayNode();
  }

  private static List<String> order(JsonNode list) {
    var order = new ArrayList<String>();
    for (int index = 0; index < list.size(); index++) {
      order.add(key(list, index));
    }
    return order;
  }

  private static @Nullable JsonNode find(JsonNode list, String key) {
    for (int index = 0; index < list.size(); index++) {
      if (key(list, index).equals(key)) {
        return list.get(index);
      }
    }
    return null;
  }

  /** The element's own name where it has one that no other has; otherwise its place. */
  private static String key(JsonNode list, int index) {
    for (var name : NAMES) {
      var key = text(list.get(index), name);
      if (!key.isEmpty()
          && StreamSupport.stream(list.spliterator(), false)
                  .filter(other -> text(other, name).equals(key))
                  .count()
              == 1) {
        return key;
      }
    }
    return Integer.toString(index);
  }

  private static String text(JsonNode element, String name) {
    return element.path(name).asText();
  }
}
