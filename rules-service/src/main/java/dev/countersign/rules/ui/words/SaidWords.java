package dev.countersign.rules.ui.words;

import dev.countersign.rules.app.Refusal;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/**
 * What the pages say in whole sentences that Java puts together; what they are stands in {@code
 * messages/said_*}.
 */
@MessageBundle(value = "said", locale = "en")
public interface SaidWords {
  String everything();

  String over(String from);

  String atLeast(String from);

  String upTo(String edge, String to);

  String asks(String edge, String people);

  String then(String first, String next);

  String meanwhile(String first, String other);

  String either(String one, String other);

  String allOf(String people);

  String mostOf(String people);

  String percentOf(String percent, String people);

  String someOf(int number, String people);

  String group(String group);

  String manager();

  String named(String path);

  String listed(String resolver, String path);

  String onlyIf(String people, String condition);

  String where(String condition, String sentence);

  String draftMade();

  String lookThenSubmit();

  String submitted();

  String fixedNow();

  String activated();

  String judgedSoon();

  String retired();

  String openGoOn();

  String reviewed();

  String staysInForce();

  String workflowMade();

  String addLevels();

  String copied();

  String oldInForce();

  String deleted();

  String asItWas();

  String saved();

  String findingsOfNow();

  String draftSays();

  String cameIn(String at);

  String answeredThen(Verdict verdict, String reason);

  String nothingChanged();

  String cannotSay();

  String noEvent();

  String countsOthers();

  String needsGroup(String group);

  String reasonTooLong();

  String dayUnreadable();

  String daysUnreadable();

  String policyTooLong(int most);

  String noFields();

  String operationFixed();

  String neitherYamlNorJson();

  @Message
  String refusal(Refusal refusal);

  @Message
  String wrong(Wrong wrong);
}
