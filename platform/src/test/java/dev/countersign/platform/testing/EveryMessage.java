package dev.countersign.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.platform.page.Language;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What holds for every message of a module, whatever its bundle: a new message and a new language
 * are looked at without anybody thinking of it. A module's test extends this class.
 */
public abstract class EveryMessage {

  private static final Path MESSAGES = Path.of("src/main/resources/messages");
  private static final Pattern EXPRESSION = Pattern.compile("\\{(?:#if |#switch )?([a-z]\\w*)");
  private static final Pattern BENGALI_OR_NONE =
      Pattern.compile(".*[\\u0980-\\u09FF].*|[^a-zA-Z]*");

  private final Set<String> alike;

  /** Names what is said alike in two languages. */
  protected EveryMessage(Set<String> alike) {
    this.alike = Set.copyOf(alike);
  }

  @Test
  @DisplayName("F-183: every message is there in every language, and none is without an original")
  void everyMessageIsInEveryLanguage() {
    for (String bundle : bundles()) {
      var english = messages(bundle, Language.ENGLISH).keySet();
      for (var language : translations()) {
        var keys = messages(bundle, language).keySet();
        assertThat(keys).as(bundle + " in " + language).isEqualTo(english);
      }
    }
  }

  @Test
  @DisplayName("F-183: a message says in every language what it is told")
  void everyMessageTakesTheSame() {
    for (String bundle : bundles()) {
      var english = messages(bundle, Language.ENGLISH);
      for (var language : translations()) {
        var translated = messages(bundle, language);
        english.forEach((key, text) ->
            assertThat(parameters(translated.getOrDefault(key, "")))
                .as(bundle + ":" + key + " in " + language)
                .isEqualTo(parameters(text)));
      }
    }
  }

  @Test
  @DisplayName("F-183: no message is left in English, and none is in another script")
  void everyMessageIsTranslated() {
    for (String bundle : bundles()) {
      var english = messages(bundle, Language.ENGLISH);
      messages(bundle, Language.SPANISH)
          .forEach((key, text) -> {
            assertThat(text).as(bundle + ":" + key).isNotBlank();
            if (!alike.contains(text)) {
              assertThat(text).as(bundle + ":" + key).isNotEqualTo(english.get(key));
            }
          });
      messages(bundle, Language.BENGALI)
          .forEach((key, text) ->
              assertThat(text.replaceAll("\\{[^}]*}", ""))
                  .as(bundle + ":" + key)
                  .matches(BENGALI_OR_NONE));
    }
  }

  private static List<Language> translations() {
    return Stream.of(Language.values()).filter(it -> it != Language.ENGLISH).toList();
  }

  private static List<String> bundles() {
    try (var files = Files.list(MESSAGES)) {
      return files
          .map(it -> it.getFileName().toString())
          .filter(it -> it.endsWith("_en.properties"))
          .map(it -> it.replace("_en.properties", ""))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> messages(String bundle, Language language) {
    var messages = new TreeMap<String, String>();
    try {
      Files.readAllLines(MESSAGES.resolve(bundle + "_" + language.tag() + ".properties")).stream()
          .filter(it -> !it.isBlank() && !it.startsWith("#"))
          .map(it -> it.split("=", 2))
          .forEach(it -> messages.put(it[0], it[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return messages;
  }

  private static Set<String> parameters(String text) {
    return EXPRESSION.matcher(text).results().map(it -> it.group(1)).collect(Collectors.toSet());
  }
}
