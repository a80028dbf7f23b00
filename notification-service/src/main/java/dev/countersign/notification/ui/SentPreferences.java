package dev.countersign.notification.ui;

import dev.countersign.notification.core.ChannelName;
import dev.countersign.notification.core.Choice;
import dev.countersign.notification.core.Occasion;
import dev.countersign.notification.core.Preferences;
import dev.countersign.notification.core.Rhythm;
import dev.countersign.platform.web.ProblemException;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** The form as it came back. Anything our own page would not send is refused outright. */
public class SentPreferences {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  @RestForm List<String> occasion = List.of();
  @RestForm List<String> rhythm = List.of();
  @RestForm List<String> channel = List.of();
  @RestForm @Nullable String digestHour;
  @RestForm @Nullable String version;

  int seen() {
    return number(version == null ? "" : version);
  }

  /** An occasion without a rhythm of its own is left as it is for everybody. */
  Preferences preferences() {
    if (occasion.size() != rhythm.size()) {
      throw malformed();
    }
    var choices = new EnumMap<Occasion, Choice>(Occasion.class);
    for (int i = 0; i < occasion.size(); i++) {
      if (!rhythm.get(i).isEmpty()) {
        var about = read(occasion.get(i), Occasion.values());
        choices.put(about, new Choice(read(rhythm.get(i), Rhythm.values()), channels(about)));
      }
    }
    var hour = Optional.ofNullable(digestHour).filter(text -> !text.isEmpty());
    return new Preferences(choices, hour.map(SentPreferences::number));
  }

  private List<ChannelName> channels(Occasion about) {
    var prefix = about + " ";
    return channel.stream()
        .filter(text -> text.startsWith(prefix))
        .map(text -> channel(text.substring(prefix.length())))
        .toList();
  }

  private static ChannelName channel(String name) {
    try {
      return new ChannelName(name);
    } catch (IllegalArgumentException e) {
      var problem = malformed();
      problem.initCause(e);
      throw problem;
    }
  }

  private static <E extends Enum<E>> E read(String text, E[] values) {
    for (E value : values) {
      if (value.name().equals(text)) {
        return value;
      }
    }
    throw malformed();
  }

  private static int number(String text) {
    if (!NUMBER.matcher(text).matches()) {
      throw malformed();
    }
    return Integer.parseInt(text);
  }

  private static ProblemException malformed() {
    return new ProblemException(400, "form_malformed", "Our own page would not send this.");
  }
}
