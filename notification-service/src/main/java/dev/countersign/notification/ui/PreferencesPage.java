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
  public record Row(
      String code, String title, String hint, List<Option> rhythms, List<Option> channels) {}

  /** Something to choose. */
  public record Option(String value, String label, boolean chosen) {}

  /** What came of sending the form; nothing if it was not sent. */
  public record Notice(String tone, String title, String code) {
    static final Notice NONE = new Notice("", "", "");
    static final Notice SAVED = new Notice("positive", "Your preferences are saved.", "");

    static Notice refused(String title, String code) {
      return new Notice("negative", title + " Nothing was changed.", code);
    }

    public boolean isThere() {
      return !tone.isEmpty();
    }

    public boolean isBad() {
      return !code.isEmpty();
    }
  }

  static PreferencesPage of(
      Kept kept, Preferences shown, Set<ChannelName> channels, Notice notice) {
    var common = kept.common().preferences();
    var rows =
        Arrays.stream(Occasion.values())
            .map(occasion -> row(occasion, shown, common, channels))
            .toList();
    var usual = "as for everybody (" + hour(Preferences.NONE.effectiveHour(common)) + ")";
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
      Occasion occasion, Preferences shown, Preferences common, Set<ChannelName> channels) {
    var own = Optional.ofNullable(shown.choices().get(occasion));
    var choice = shown.effective(occasion, common);
    return new Row(
        occasion.name(),
        title(occasion),
        hint(occasion),
        rhythms(occasion, own, Preferences.NONE.effective(occasion, common)),
        channels.stream()
            .map(channel ->
                new Option(
                    occasion + " " + channel, words(channel), choice.channels().contains(channel)))
            .toList());
  }

  private static List<Option> rhythms(Occasion occasion, Optional<Choice> own, Choice usual) {
    var first = new Option("", "as for everybody (" + words(usual.rhythm()) + ")", own.isEmpty());
    var others =
        Arrays.stream(Rhythm.values())
            .filter(rhythm -> rhythm == Rhythm.IMMEDIATE || !occasion.isMandatory())
            .map(rhythm ->
                new Option(
                    rhythm.name(),
                    words(rhythm),
                    own.filter(choice -> choice.rhythm() == rhythm).isPresent()));
    return Stream.concat(Stream.of(first), others).toList();
  }

  private static String words(ChannelName channel) {
    return switch (channel.text()) {
      case "email" -> "e-mail";
      case "kafka" -> "the Kafka topic that programs read";
      default -> channel.text();
    };
  }

  private static String words(Rhythm rhythm) {
    return switch (rhythm) {
      case IMMEDIATE -> "at once";
      case DIGEST -> "in a daily digest";
      case NONE -> "not at all";
    };
  }

  private static String title(Occasion occasion) {
    return switch (occasion) {
      case DECISION_NEEDED -> "A request waits for your decision";
      case ESCALATED_TO_YOU -> "A request was escalated to you";
      case REQUEST_ENDED -> "Your own request has ended";
    };
  }

  private static String hint(Occasion occasion) {
    return switch (occasion) {
      case DECISION_NEEDED ->
          "With reminders, and places handed on to you. What is due before the digest, or within an"
              + " hour after it, is told at once.";
      case ESCALATED_TO_YOU -> "Always told at once, and by e-mail among others.";
      case REQUEST_ENDED ->
          "Approved, rejected, expired or cancelled; approved in an emergency; or revoked.";
    };
  }

  private static String hour(int hour) {
    return (hour < 10 ? "0" : "") + hour + ":00";
  }
}
