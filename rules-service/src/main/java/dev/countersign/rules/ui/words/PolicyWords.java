package dev.countersign.rules.ui.words;

import dev.countersign.rules.app.PolicyVersion.State;
import dev.countersign.rules.core.analysis.LintFinding.Code;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/**
 * The words of the list of policies and of one version; what they are stands in {@code
 * messages/policy_*}.
 */
@MessageBundle(value = "policy", locale = "en")
public interface PolicyWords {
  String policies();

  String about();

  String workflows();

  String tryEvent();

  String wizard();

  String secondAdmin();

  String forOperation();

  String over(String currency);

  String approves();

  String me();

  String holder();

  String role();

  String makeDraft();

  String operation();

  String inForce();

  String activated();

  String waits();

  String noPolicy();

  String nothing();

  String ofVersion(int number);

  String version(int number);

  String reviewWasDue(String day);

  @Message
  String state(State state);

  String editLevels();

  String editYaml();

  String says();

  String finds();

  String findsNothing();

  String changes();

  String setting();

  String before();

  String now();

  String asYaml();

  String acts();

  String submitHint();

  String submit();

  String fourEyes();

  String reviewBy();

  String inAYear();

  String activate();

  String whyRetire();

  String retire();

  String stillFits();

  String toBeReviewed(String day);

  String whyFits();

  String lookAgain();

  String reviewed();

  String history();

  @Message
  String deed(Deed deed);

  String by();

  String versions();

  @Message
  String finding(Code code);

  @Message
  String advice(Code code);
}
