package dev.countersign.request.ui;

import io.quarkus.qute.i18n.MessageBundle;

/**
 * The words of deciding several requests together; what they are stands in {@code messages/bulk_*}.
 */
@MessageBundle(value = "bulk", locale = "en")
public interface BulkWords {
  String title();

  String lookAtEach();

  String alone();

  String needsSignIn();

  String byItself();

  String asForAll();

  String by();

  String everything();

  String allTicked();

  String totals();

  String total();

  String noAmount();

  String notConverted();

  String yourReason();

  String eachNeedsOne();

  String goesWithEach();

  String approve();

  String reject();

  String nothingSelected();

  String tickInInbox();

  String atMost(int number);

  String back();

  String whatBecame();

  String allRecorded();

  String someRecorded(long number, int all);

  String recorded();

  String notRecorded();

  String notKnown();

  String openAndLook();
}
