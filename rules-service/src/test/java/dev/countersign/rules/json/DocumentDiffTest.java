package dev.countersign.rules.json;

import static dev.countersign.rules.json.PolicyDesk.terms;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DocumentDiffTest {

  @Test
  @DisplayName("A-25: a diff names each setting that changed, and nothing else")
  void namesWhatChanged() {
    assertThat(
            paths(
                "{'over': '500', 'role': 'Owner', 'ttl': 'P7D'}",
                "{'over': '600', 'role': 'Owner', 'quorum': 2, 'ttl': 'P7D'}"))
        .containsExactly("bands[USD].from", "bands[USD].steps[Owner].quorum.n");
  }

  @Test
  @DisplayName("A-25: rules are known by their id, wherever they stand")
  void rulesAreKnownByTheirId() {
    var a = "{'id': 'a', 'role': 'A'}";
    var b = "{'id': 'b', 'role': 'B'}";
    var c = "{'id': 'c', 'role': 'C'}";

    assertThat(paths(rules(a, b), rules(c, a, b))).containsExactly("rules[c]");
    assertThat(paths(rules(a, b), rules(b, a))).containsExactly("rules.order");
    assertThat(paths(rules(a, b), rules(a, b))).isEmpty();
  }

  @Test
  @DisplayName("A-25: for people, what comes or goes as a whole is told setting by setting")
  void wholePartsAreToldBySetting() {
    var a = "{'id': 'a', 'role': 'A'}";
    var b = "{'id': 'b', 'role': 'B'}";

    for (var changes : List.of(settings(rules(a), rules(a, b)), settings(rules(a, b), rules(a)))) {
      assertThat(changes)
          .extracting(DocumentDiff.Change::path)
          .contains("rules[b].id", "rules[b].always[B].role")
          .allMatch(path -> path.startsWith("rules[b]."));
      assertThat(changes)
          .allMatch(it -> it.before() == null ? isValue(it.after()) : isValue(it.before()));
    }
    assertThat(settings(rules(a, b), rules(b, a)))
        .singleElement()
        .satisfies(it -> assertThat(it.after()).isEqualTo(TextNode.valueOf("b, a")));
  }

  private static boolean isValue(@Nullable JsonNode node) {
    return node != null && !(node.isContainerNode() && !node.isEmpty());
  }

  private static List<DocumentDiff.Change> settings(String before, String after) {
    return DocumentDiff.bySetting(
        PolicyWriter.write(terms(before)), PolicyWriter.write(terms(after)));
  }

  private static String rules(String... rules) {
    return "{'rules': [" + String.join(", ", rules) + "]}";
  }

  private static List<String> paths(String before, String after) {
    return DocumentDiff.between(PolicyWriter.write(terms(before)), PolicyWriter.write(terms(after)))
        .stream()
        .map(DocumentDiff.Change::path)
        .toList();
  }
}
