package dev.countersign.request.ui;

import dev.countersign.request.read.Dashboard.Kind;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the dashboard; what they are stands in {@code messages/dashboard_*}. */
@MessageBundle(value = "dashboard", locale = "en")
public interface DashboardWords {
  String title();

  String about();

  String now();

  @Message
  String counted(DashboardPage.Counted counted);

  String toLookAt();

  String noTrouble();

  String whatIsWrong();

  @Message
  String wrong(Kind kind);

  String asked();

  String when();

  String byOperation();

  String byAsked();

  String asOf();

  String waiting();

  String blocked();

  String overdue();

  String expiring();

  String oldest();

  String lastDays(int number);

  String noAnswer();

  String answer();

  String halfWithin();

  String openOrAtOnce();
}
