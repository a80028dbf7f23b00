package dev.countersign.notification.db;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.countersign.notification.core.ChannelName;
import dev.countersign.notification.core.Choice;
import dev.countersign.notification.core.Occasion;
import dev.countersign.notification.core.Rhythm;
import dev.countersign.platform.messaging.Json;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Choices as they stand in a column, and as the statement that stores deliveries reads them. */
final class ChoicesJson {
  private record Stored(Rhythm rhythm, List<String> channels) {}

  private ChoicesJson() {}

  /** Who wants nothing has no channel, so that no delivery is stored. */
  static String write(Map<Occasion, Choice> choices) {
    var stored = new EnumMap<Occasion, Stored>(Occasion.class);
    choices.forEach((occasion, choice) -> stored.put(occasion, stored(choice)));
    try {
      return Json.mapper().writeValueAsString(stored);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Choices can always be written", e);
    }
  }

  static Map<Occasion, Choice> read(String json) {
    try {
      var stored = Json.mapper().readValue(json, new TypeReference<EnumMap<Occasion, Stored>>() {});
      var choices = new EnumMap<Occasion, Choice>(Occasion.class);
      stored.forEach((occasion, choice) -> choices.put(occasion, choice(choice)));
      return choices;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Stored choices are such that nobody can read them", e);
    }
  }

  private static Stored stored(Choice choice) {
    var channels =
        choice.rhythm() == Rhythm.NONE
            ? List.<String>of()
            : choice.channels().stream().map(ChannelName::text).toList();
    return new Stored(choice.rhythm(), channels);
  }

  private static Choice choice(Stored stored) {
    return new Choice(stored.rhythm(), stored.channels().stream().map(ChannelName::new).toList());
  }
}
