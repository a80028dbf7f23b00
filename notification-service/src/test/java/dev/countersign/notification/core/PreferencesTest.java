package dev.countersign.notification.core;

import static dev.countersign.notification.core.ChannelName.EMAIL;
import static dev.countersign.notification.core.ChannelName.KAFKA;
import static dev.countersign.notification.core.Occasion.DECISION_NEEDED;
import static dev.countersign.notification.core.Occasion.ESCALATED_TO_YOU;
import static dev.countersign.notification.core.Occasion.REQUEST_ENDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.countersign.notification.core.Preferences.Fault;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreferencesTest {
  private static final Set<ChannelName> KNOWN = Set.of(EMAIL, KAFKA);

  static Stream<Arguments> choices() {
    return Stream.of(
        sound("at once by mail", DECISION_NEEDED, Rhythm.IMMEDIATE, EMAIL),
        sound("at once elsewhere", DECISION_NEEDED, Rhythm.IMMEDIATE, KAFKA),
        sound("a digest", REQUEST_ENDED, Rhythm.DIGEST, EMAIL, KAFKA),
        sound("nothing", DECISION_NEEDED, Rhythm.NONE),
        sound("escalations also elsewhere", ESCALATED_TO_YOU, Rhythm.IMMEDIATE, KAFKA, EMAIL),
        bad(Fault.OCCASION_MANDATORY, ESCALATED_TO_YOU, Rhythm.NONE),
        bad(Fault.OCCASION_MANDATORY, ESCALATED_TO_YOU, Rhythm.DIGEST, EMAIL),
        bad(Fault.OCCASION_MANDATORY, ESCALATED_TO_YOU, Rhythm.IMMEDIATE, KAFKA),
        bad(Fault.DIGEST_NEEDS_EMAIL, REQUEST_ENDED, Rhythm.DIGEST, KAFKA),
        bad(Fault.CHANNEL_MISSING, REQUEST_ENDED, Rhythm.IMMEDIATE),
        bad(Fault.CHANNEL_REPEATED, REQUEST_ENDED, Rhythm.IMMEDIATE, EMAIL, EMAIL),
        bad(Fault.CHANNEL_UNKNOWN, REQUEST_ENDED, Rhythm.IMMEDIATE, new ChannelName("pigeon")));
  }

  @ParameterizedTest
  @MethodSource("choices")
  @DisplayName("C-20: an escalation cannot be silenced, a digest is a mail, a channel is known")
  void choiceIsKeptOrRefused(Occasion occasion, Choice choice, Optional<Fault> fault) {
    var preferences = new Preferences(Map.of(occasion, choice), Optional.empty());

    assertThat(preferences.fault(KNOWN)).isEqualTo(fault);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 24})
  void hourIsOneOfTheDay(int hour) {
    var preferences = new Preferences(Map.of(), Optional.of(hour));

    assertThat(preferences.fault(KNOWN)).contains(Fault.DIGEST_HOUR_INVALID);
  }

  @Test
  @DisplayName("C-20: a person's choice goes before the partner's, and that before the standard")
  void nearestChoiceHolds() {
    var own = new Choice(Rhythm.NONE, List.of());
    var common = new Choice(Rhythm.DIGEST, List.of(EMAIL));
    var person = new Preferences(Map.of(DECISION_NEEDED, own), Optional.empty());
    var partner =
        new Preferences(Map.of(DECISION_NEEDED, common, REQUEST_ENDED, common), Optional.of(6));

    assertThat(person.effective(DECISION_NEEDED, partner)).isEqualTo(own);
    assertThat(person.effective(REQUEST_ENDED, partner)).isEqualTo(common);
    assertThat(person.effective(ESCALATED_TO_YOU, partner)).isEqualTo(Choice.STANDARD);
    assertThat(person.effectiveHour(partner)).isEqualTo(6);
    assertThat(person.effectiveHour(Preferences.NONE)).isEqualTo(Preferences.STANDARD_HOUR);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "E-Mail", "x", "with space", "9lives", "a\nb"})
  void nameOfAChannelIsPlain(String name) {
    assertThatThrownBy(() -> new ChannelName(name)).isInstanceOf(IllegalArgumentException.class);
  }

  private static Arguments sound(
      String name, Occasion occasion, Rhythm rhythm, ChannelName... channels) {
    var choice = new Choice(rhythm, List.of(channels));
    return argumentSet(name, occasion, choice, Optional.empty());
  }

  private static Arguments bad(
      Fault fault, Occasion occasion, Rhythm rhythm, ChannelName... channels) {
    var choice = new Choice(rhythm, List.of(channels));
    return argumentSet(fault + " " + occasion + " " + choice, occasion, choice, Optional.of(fault));
  }
}
