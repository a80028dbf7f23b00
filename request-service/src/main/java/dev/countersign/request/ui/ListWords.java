package dev.countersign.request.ui;

import dev.countersign.request.ui.InboxPage.Part;
import dev.countersign.request.ui.RequestsPage.Show;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/**
 * The words of the inbox and of the lists of requests; what they are stands in {@code
 * messages/lists_*}.
 */
@MessageBundle(value = "lists", locale = "en")
public interface ListWords {
  String inbox();

  String whichInbox();

  @Message
  String part(Part part);

  String filter();

  String operation();

  String requestedBy();

  String amountFrom();

  String currency();

  String show();

  String showAll();

  String decideSelected();

  String nothingMatches();

  String nothingWaits();

  String whenAsked();

  String noRole();

  String askedAs();

  String or();

  String select(String operation, String subject);

  String nextPage();

  String step();

  String approved(int number, int needed);

  String asked();

  String waiting();

  @Message
  String urgency(Urgency urgency);

  String noMatch();

  String matches();

  String waitForYou(int number);

  String orMoreWait(int number);

  String team();

  String delegated();

  String noTeam();

  String noReports();

  String teamUpToDate();

  String noDelegation();

  String nobodyLent();

  String othersUpToDate();

  String youDecided();

  String decidedNothing();

  String request();

  String status();

  String amount();

  String requested();

  String none();

  String older();

  String unreadable();

  String requests();

  String whichRequests();

  String overrides();

  String export();

  String subject();

  String waitsForRole();

  String noRequests();

  @Message
  String tab(Show show);

  @Message
  String about(Show show);

  @Message
  String empty(Show show);

  @Message
  String state(Standing standing);

  String now();

  String soon();

  String ago(String length);

  String in(String length);

  String days(long number);

  String hours(long number);

  String minutes(long number);
}
