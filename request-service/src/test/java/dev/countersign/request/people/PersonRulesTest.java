package dev.countersign.request.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonRulesTest {

  @ParameterizedTest
  @ValueSource(strings = {"Sadia Rahman", "সাদিয়া রহমান", "O'Neil-Smith Jr.", "李小龍", "ক্ষ\u200Dয"})
  void namesOfAllScriptsAreWelcome(String name) {
    assertThat(fieldsRefused("a@acme", name, "a@b.com")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "\u200B",
        "evil\u202Eexe.fdp",
        "a\u0000b",
        "line\nbreak",
        "tag\uDB40\uDC41",
        "z\u0301\u0301\u0301\u0301\u0301\u0301",
        "...",
        "half\uD800"
      })
  @DisplayName("SD-22, IN-08: a name that hides, reorders or piles up is refused")
  void trickyNamesAreRefused(String name) {
    assertThat(fieldsRefused("a@acme", name, "a@b.com")).containsExactly("name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"supervisor@acme", "3f2a-77", "jane@acme.example", "auth0:abc+1"})
  void subjectsOfTheProviderAreOpaque(String id) {
    assertThat(fieldsRefused(id, "Jane", "a@b.com")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"owner@bazaar", "a b", "", "<x>", "ä@acme", "a/b"})
  void otherIdsAreRefused(String id) {
    assertThat(fieldsRefused(id, "Jane", "a@b.com")).containsExactly("id");
  }

  @Test
  void aDraftHasOneSpelling() {
    var one = new PersonDraft(" Zoe\u0308 ", "a@b.com", true, List.of("B", "A", "B"));

    assertThat(one.name()).isEqualTo("Zo\u00EB");
    assertThat(one.roles()).containsExactly("A", "B");
  }

  private static List<String> fieldsRefused(String id, String name, String mail) {
    return PersonRules.check("acme", id, new PersonDraft(name, mail, true, List.of("Controller")))
        .stream()
        .map(PersonRules.Violation::field)
        .toList();
  }
}
