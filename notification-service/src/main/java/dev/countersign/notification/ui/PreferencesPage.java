package dev.countersign.notification.ui;

import dev.countersign.notification.app.PreferenceStore.Kept;
import dev.countersign.notification.core.ChannelName;
import dev.countersign.notification.core.Choice;
import dev.countersign.notification.core.Occasion;
import dev.countersign.notification.core.Preferences;
import dev.countersign.notification.core.Rhythm;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a person chose, as a form.
 *
 * @param version of the choices the form was made of
 */
public record PreferencesPage(
    List<Row> rows, List<Option> hours, String zone, int version, Notice notice) {

  /** One occasion, and what holds for who leaves it as it is for all. */
  public record Row(Occasion occasion, List<Option> rhythms, List<Option> channels) {}

  /** Something to choose. */
  public record Option(String value, String label, boolean chosen) {}

  /** What came of sending the form; nothing if it was not sent. */
  public record Notice(String tone, String title, String code) {
    static final Notice NONE = new Notice("", "", "");

    static Notice saved(PreferenceWords words) {
      return new Notice("positive", words.saved(), "");
    }

    static Notice refused(String why, String code, PreferenceWords words) {
      return new Notice("negative", words.nothingChanged(why), code);
    }

    public boolean isThere() {
      return !tone.isEmpty();
    }

    public boolean isBad() {
      return !code.isEmpty();
    }
  }

  static PreferencesPage of(
      Kept kept,
      Preferences shown,
      Set<ChannelName> channels,
      Notice notice,
      PreferenceWords words) {
    var common = kept.common().preferences();
    var rows =
        Arrays.stream(Occasion.values())
            .map(occasion -> row(occasion, shown, common, channels, words))
            .toList();
    var usual = words.usual(hour(Preferences.NONE.effectiveHour(common)));
    var hours =
        Stream.concat(
            Stream.of(new Option("", usual, shown.digestHour().isEmpty())),
            IntStream.range(0, 24)
                .mapToObj(it ->
                    new Option(
                        Integer.toString(it),
                        hour(it),
                        shown.digestHour().equals(Optional.of(it)))));
    return new PreferencesPage(
        rows, hours.toList(), kept.zone().getId(), kept.own().version(), notice);
  }

  private static Row row(
      Occasion occasion,
      Preferences shown,
      Preferences common,
      Set<ChannelName> channels,
      PreferenceWords words) {
    var own = Optional.ofNullable(shown.choices().get(occasion));
    var choice = shown.effective(occasion, common);
    return new Row(
        occasion,
        rhythms(occasion, own, Preferences.NONE.effective(occasion, common), words),
        channels.stream()
            .map(channel ->
                new Option(
                    occasion + " " + channel,
                    name(channel, words),
                    choice.channels().contains(channel)))
            .toList());
  }

  private static List<Option> rhythms(
      Occasion occasion, Optional<Choice> own, Choice usual, PreferenceWords words) {
    var first = new Option("", words.usual(words.rhythm(usual.rhythm())), own.isEmpty());
    var others =
        Arrays.stream(Rhythm.values())
            .filter(rhythm -> rhythm == Rhythm.IMMEDIATE || !occasion.isMandatory())
            .map(rhythm ->
                new Option(
                    rhythm.name(),
                    words.rhythm(rhythm),
                    own.filter(choice -> choice.rhythm() == rhythm).isPresent()));
    return Stream.concat(Stream.of(first), others).toList();
  }

  private static String name(ChannelName channel, PreferenceWords words) {
    return switch (channel.text()) {
      case "email" -> words.email();
      case "kafka" -> words.topic();
      default -> channel.text();
    };
  }

  private static String hour(int hour) {
    return (hour < 10 ? "0" : "") + hour + ":00";
  }
}
