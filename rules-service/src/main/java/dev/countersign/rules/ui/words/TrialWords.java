package dev.countersign.rules.ui.words;

import dev.countersign.rules.core.route.RouteStep.State;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the trial of an event; what they are stands in {@code messages/trial_*}. */
@MessageBundle(value = "trial", locale = "en")
public interface TrialWords {
  String tryEvent();

  String onVersion(String operation, int number);

  String onForce();

  String answer();

  @Message
  String verdict(Verdict verdict);

  String by();

  String version(String number);

  String level();

  String who();

  String state();

  @Message
  String stepState(State state);

  String why();

  String rule();

  String found();

  String holds();

  String yes();

  String no();

  String flips();

  String field();

  String was();

  String would();

  String absent();

  String event();

  String pick();

  String type();

  String subject();

  String actor();

  String actorHint();

  String data();

  String tryIt();

  String recorded();

  String recordedHint();

  String events();

  String eventsOf();

  String transactionType();

  String look();

  String noEvent();

  String chooseType();

  String amount();
}
