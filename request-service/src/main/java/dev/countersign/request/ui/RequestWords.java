package dev.countersign.request.ui;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the page of one request; what they are stands in {@code messages/request_*}. */
@MessageBundle(value = "request", locale = "en")
public interface RequestWords {
  String revision(int number);

  String whatChanged();

  String whatAbout();

  String nothingDiffers();

  String field();

  String before();

  String now();

  String value();

  String nothing();

  String empty();

  String yes();

  String no();

  String oddity(String characters);

  @Message
  String change(Field.Change change);

  String asksFor(String who);

  String askedFor();

  String more(int number);

  String whoAsks();

  String noMaker();

  String noReason();

  String why();

  String noRule();

  String policyVersion(int number);

  String timeline();

  String onBehalfOf();

  String everyEntry(int number);

  String decision();

  String yourDecision();

  String signInFirst();

  String signInAgain();

  String signInBeside();

  String edit();

  String editHint();

  String nowSays();

  String approveEdited();

  String approve();

  String reject();

  String neither();

  String changesBy();

  String askForChanges();

  String abstain();

  String acts();

  String onRecord();

  String closed();

  String expires();

  String waitsFor();

  String took();

  String event();

  String attempt();

  String digest();
}
