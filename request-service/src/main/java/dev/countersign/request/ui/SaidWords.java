package dev.countersign.request.ui;

import dev.countersign.request.core.Vote;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/**
 * What the page of a request says to its reader in whole sentences; what they are stands in {@code
 * messages/said_*}.
 */
@MessageBundle(value = "said", locale = "en")
public interface SaidWords {
  String group(String name);

  String listed(String table, String key);

  String managerOfMaker();

  String managerOfApprover();

  String either(String one, String other);

  @Message
  String verb(Vote vote);

  String standIn(String who, int step);

  String holdRole(String role, int step);

  String asksYou(int step);

  String isMaker();

  String otherRole(String who);

  String noRole();

  String changesAwaited();

  String onHold(String when);

  String noOpenStep();

  String closed(String state, String when);

  String quarantined(String reason);

  String unknownReason();

  String saidAgain();

  String waitsForProducer();

  String voted(String verb, String when);

  String decided();

  String later(int step, String name);

  String freshSignIn(String length);

  String strongSignIn(String length);

  String seconds(long number);

  String ifMissing(long number);

  String ifNext(int step, String name);

  String ifOthers(int step, String name);

  String ifApproved();

  String ifHeld(String length);

  String bottleneck(int step, String name, long number, String when);

  String maker();

  String step(int step, String name);

  String yourReason();

  @Message
  String need(DecisionForm.Need need);

  String atLeast(int number);

  String withYourName();

  String comparedWithAttempt(int number);

  String endedAs(String state);

  String revision(int number);

  String everyEvent();

  String from(String amount, String start);

  String between(String amount, String start, String end);

  String youApproved();

  String youRejected();

  String you(String verb);

  String othersToo();

  String onRecord(long number);

  String whoVoted(String who, String verb, String when);

  String proposed();

  String proposedHint();

  String isMakerNow();

  String keyReused();

  String firstVoteStands();

  String changedSince();

  String pageIsNew();

  String contentChanged(String now, String before);

  String attemptChanged(int now, int before);

  String policyChanged(int now, int before);

  String signedInAs(String who);

  String openedByAnother();

  String notYet();

  String typedStays();

  String movedOn();

  String lookAgain();

  String editTooLong();

  String valueTooLong(int most);

  String notANumber();
}
