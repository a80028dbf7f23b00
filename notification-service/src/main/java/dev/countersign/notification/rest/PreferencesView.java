package dev.countersign.notification.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.countersign.notification.app.PreferenceStore.Kept;
import dev.countersign.notification.app.PreferenceStore.Versioned;
import dev.countersign.notification.core.ChannelName;
import dev.countersign.notification.core.Occasion;
import dev.countersign.notification.core.Preferences;
import dev.countersign.notification.rest.PreferencesBody.ChoiceBody;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What was chosen, and what holds. */
@Schema(name = "Preferences")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PreferencesView(
    @Schema(description = "What If-Match names; 0 if nobody chose") int version,
    Map<Occasion, ChoiceBody> choices,
    @Nullable Integer digestHour,
    @Schema(description = "What holds for each occasion, chosen or not")
        Map<Occasion, ChoiceBody> effective,
    int effectiveDigestHour,
    @Schema(description = "IANA zone of the digest's hour") String zone,
    @Schema(description = "The channels there are to choose from") List<String> channels) {

  static PreferencesView own(Kept kept, Set<ChannelName> channels) {
    return of(kept.own(), kept.common().preferences(), kept, channels);
  }

  static PreferencesView common(Kept kept, Set<ChannelName> channels) {
    return of(kept.common(), Preferences.NONE, kept, channels);
  }

  private static PreferencesView of(
      Versioned versioned, Preferences next, Kept kept, Set<ChannelName> channels) {
    var chosen = versioned.preferences();
    var effective = new EnumMap<Occasion, ChoiceBody>(Occasion.class);
    for (var occasion : Occasion.values()) {
      effective.put(occasion, ChoiceBody.of(chosen.effective(occasion, next)));
    }
    return new PreferencesView(
        versioned.version(),
        PreferencesBody.choices(chosen),
        chosen.digestHour().orElse(null),
        effective,
        chosen.effectiveHour(next),
        kept.zone().getId(),
        channels.stream().map(ChannelName::text).toList());
  }
}
