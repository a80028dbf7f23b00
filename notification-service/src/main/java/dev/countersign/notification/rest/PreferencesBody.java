package dev.countersign.notification.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.countersign.notification.core.ChannelName;
import dev.countersign.notification.core.Choice;
import dev.countersign.notification.core.Occasion;
import dev.countersign.notification.core.Preferences;
import dev.countersign.notification.core.Rhythm;
import dev.countersign.platform.web.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is chosen. An occasion that is left out is left to the partner, then to the standard. */
@Schema(name = "PreferencesRequest")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PreferencesBody(
    @NotNull @Size(max = 10) Map<Occasion, @NotNull @Valid ChoiceBody> choices,
    @Schema(description = "0 to 23, in the partner's zone") @Nullable Integer digestHour) {

  /** How to tell of one occasion. */
  @Schema(name = "Choice")
  public record ChoiceBody(
      @NotNull Rhythm rhythm,
      @Schema(description = "Names of channels, such as email or kafka") @NotNull @Size(max = 10)
          List<@NotNull @Size(max = 31) String> channels) {

    static ChoiceBody of(Choice choice) {
      return new ChoiceBody(
          choice.rhythm(), choice.channels().stream().map(ChannelName::text).toList());
    }

    private Choice choice() {
      try {
        return new Choice(rhythm, channels.stream().map(ChannelName::new).toList());
      } catch (IllegalArgumentException e) {
        var problem = PreferenceProblems.of(Preferences.Fault.CHANNEL_UNKNOWN);
        problem.initCause(e);
        throw problem;
      }
    }
  }

  /**
   * What is chosen, if it can be read.
   *
   * @throws ProblemException where a channel's name is none
   */
  Preferences preferences() {
    var read = new EnumMap<Occasion, Choice>(Occasion.class);
    choices.forEach((occasion, choice) -> read.put(occasion, choice.choice()));
    return new Preferences(read, Optional.ofNullable(digestHour));
  }

  static Map<Occasion, ChoiceBody> choices(Preferences preferences) {
    var written = new EnumMap<Occasion, ChoiceBody>(Occasion.class);
    preferences
        .choices()
        .forEach((occasion, choice) -> written.put(occasion, ChoiceBody.of(choice)));
    return written;
  }
}
