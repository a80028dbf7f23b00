package dev.countersign.notification.ui;

import dev.countersign.notification.core.Occasion;
import dev.countersign.notification.core.Preferences.Fault;
import dev.countersign.notification.core.Rhythm;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the page of preferences; what they are stands in {@code messages/preferences_*}. */
@MessageBundle(value = "preferences", locale = "en")
public interface PreferenceWords {
  String title();

  String heading();

  String about();

  String when();

  String hour();

  String hourHint(String zone);

  String save();

  String saved();

  String nothingChanged(String why);

  String changedElsewhere();

  String usual(String choice);

  String email();

  String topic();

  @Message
  String rhythm(Rhythm rhythm);

  @Message
  String occasion(Occasion occasion);

  @Message
  String hint(Occasion occasion);

  @Message
  String fault(Fault fault);
}
