package dev.countersign.request.ui;

import dev.countersign.request.core.Refusal;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/**
 * The words of what a person may do to a request besides deciding it, and of why it is refused;
 * what they are stands in {@code messages/acts_*}.
 */
@MessageBundle(value = "acts", locale = "en")
public interface ActWords {
  @Message
  String title(Offer offer);

  String handOnIn(int step);

  @Message
  String hint(Offer offer);

  String sendAgain();

  String evaluatedAgain();

  String hasWitness(String who);

  @Message
  String button(Offer offer);

  String why();

  String whyUnchanged();

  String whatFound();

  String whatPutRight();

  String whatEmergency();

  String choose();

  String overrider();

  String finding();

  String justified();

  String notJustified();

  String whosePlace();

  String toWhom();

  String signInFirst();

  @Message
  String done(Offer offer);

  @Message
  String then(Offer offer);

  String withinTenMinutes(String who);

  @Message
  String refused(Refusal refusal);

  @Message
  String advice(Refusal refusal);
}
