package dev.countersign.request.ui;

import dev.countersign.request.core.RequestEvent.Beginning;
import dev.countersign.request.core.RequestEvent.Finding;
import dev.countersign.request.core.step.StepStatus;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/**
 * The words of a request's timeline and of its ledger; what they are stands in {@code
 * messages/history_*}.
 */
@MessageBundle(value = "history", locale = "en")
public interface HistoryWords {
  String requested();

  String requestedBy(String who);

  String step(int step, String name);

  @Message
  String status(StepStatus status);

  String allOf(String asked);

  String anyOf(String asked);

  String someOf(int number, String asked);

  String tally(long approved, int needed, String asked, long rejected, long abstained);

  String escalatedTo(String who);

  String pool(int people, int votes);

  String thenAsked(String at, String relative, String who);

  String due(String at, String relative);

  String together(String verb);

  String onHold();

  String takesEffect();

  String on(String at, String relative);

  String expires();

  String neverApproves();

  String somebody();

  String quarantined(String reason);

  String released(String who);

  @Message
  String happened(Happening happening);

  String takenBack(String who);

  String eventTookBack();

  String stopped(String who);

  String eventStopped();

  String overridden(String who, String witness);

  String overrideReviewed(String who, String finding);

  String selfApprovalReviewed(String who, String finding);

  @Message
  String finding(Finding finding);

  String began(int number, String cause);

  @Message
  String beginning(Beginning beginning);

  String ofStep(int step, String name);

  String decision(String who, String verb, String step);

  String inNameOf(String decision, String who);

  String withOthers(String decision);

  String selfApproved(String who);

  String sentBack(String who, int step);

  String askedForChanges(String who);

  String reassigned(String who, String step, String from, String to);

  String started(String step);

  String escalated(String step);

  String timeToDecide(String what, String time);

  String skipped(String step);

  String autoApproved(String step);

  String approved(String step);

  String rejected(String step);

  String expired(String step);

  String blocked(String step);

  String unblocked(String step);

  String late(String step);

  String reminded(String step);

  String businessDays(int number);

  String businessTime(String length);

  String inCalendar(String length, String calendar);
}
