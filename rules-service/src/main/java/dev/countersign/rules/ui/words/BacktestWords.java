package dev.countersign.rules.ui.words;

import dev.countersign.rules.core.backtest.Change;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of backtests and shadows; what they are stands in {@code messages/backtest_*}. */
@MessageBundle(value = "backtest", locale = "en")
public interface BacktestWords {
  String backtest();

  String hint();

  String from();

  String to();

  String nowIfEmpty();

  String start();

  String inShadow();

  String eventsFrom();

  String until();

  String askedBy();

  String running(long read, long total);

  String stop();

  String stopped(long read, long total);

  @Message
  String failure(Failure failure);

  String wouldChange();

  String noEvents();

  String unchangedTitle();

  String unchanged(long events);

  String changedEvents(long changed, long events);

  String answeredOtherwise();

  String unseen();

  String unseenEvents(long events, String amount);

  String change();

  String beforeBy();

  String thenBy();

  String events();

  String examples();

  String event();

  String amount();

  String before();

  String then();

  String load();

  String who();

  String had();

  String wouldHave();

  String notReproduced(long answers);

  String omitted(long entries);

  @Message
  String changed(Change change);

  String shadowOf(int number);

  String shadowHeading(int number);

  String since();

  String differs();

  String nowhere();

  String nowhereHint();

  String eventCount(long events);

  String eventsOrMore(long events);

  String inForce();

  String shadow();
}
