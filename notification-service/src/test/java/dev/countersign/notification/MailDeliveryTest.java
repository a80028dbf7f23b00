package dev.countersign.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMailUtil;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MailDeliveryTest extends ServiceTest {

  @Test
  @DisplayName("F-126 F-127 an open step mails each of its approvers alone")
  void openStepMailsEachApproverAlone() throws Exception {
    ledger.person(at("supervisor"), "Sadia Rahman", 1).person(at("supervisor-2"), "Tariq", 1);
    ledger.stepStarted(at("supervisor"), at("supervisor-2"));

    var mail = awaitMailTo(at("supervisor"));
    awaitMailTo(at("supervisor-2"));

    assertThat(mail.getAllRecipients()).hasSize(1);
    assertThat(mail.getSubject())
        .isEqualTo("Your decision is needed: invoice · INV-1001 · 350000 BDT");
    assertThat(part(mail, 0)).contains("Step: Controller").contains(link());
    assertThat(part(mail, 1)).contains("<td").contains("href=\"" + link() + "\"");
    assertThat(mailsTo(at("maker"))).isEmpty();
  }

  @Test
  @DisplayName("Message-ID is derived from event and receiver (G13)")
  void messageIdIsTheDeliverys() throws Exception {
    ledger.person(at("supervisor"), "Sadia Rahman", 1).stepStarted(at("supervisor"));

    var mail = awaitMailTo(at("supervisor"));

    var id = deliveries("true").getFirst().getUUID("id");
    assertThat(mail.getMessageID()).isEqualTo("<" + id + "@countersign.local>");
  }

  @Test
  @DisplayName("F-194 B-inbox: the same event twice mails once")
  void repeatedEventMailsOnce() {
    ledger.person(at("supervisor"), "Sadia Rahman", 1);
    var record =
        ledger.record("approval.step_started", 0, Map.of("notify", List.of(at("supervisor"))));

    ledger.send(record);
    awaitMailTo(at("supervisor"));
    ledger.send(record);
    ledger.person(at("controller"), "Later", 1);
    ledger.send(
        ledger.record("approval.step_started", 1, Map.of("notify", List.of(at("controller")))));
    awaitMailTo(at("controller"));

    assertThat(mailsTo(at("supervisor"))).hasSize(1);
  }

  @Test
  void unknownPersonIsMailedOnceTheDirectoryKnowsThem() {
    ledger.stepStarted(at("newcomer"));
    awaitDeliveries(1, "PENDING");

    ledger.person(at("newcomer"), "Nadia", 1);

    awaitMailTo(at("newcomer"));
    awaitDeliveries(1, "SENT");
  }

  @Test
  @DisplayName("A-15 C-23: the maker hears of an override, by whom and why")
  void makerHearsOfAnOverride() throws Exception {
    ledger.person(at("maker"), "Mahin", 1).person(at("admin"), "Rafi Karim", 1);
    awaitPeople(2);
    ledger.publish(
        "approval.request_overridden",
        Map.of(
            "by", at("admin"), "witness", at("controller"), "justification", "the vessel sails"));

    var override = awaitMailTo(at("maker"));

    assertThat(override.getSubject()).startsWith("Approved in an emergency: ");
    assertThat(part(override, 0))
        .contains("Decided by: Rafi Karim (" + at("admin") + ")")
        .contains("Reason: the vessel sails");
  }

  @Test
  @DisplayName("F-146: a reminder and a place handed on reach whoever is asked")
  void reminderAndReassignmentReachWhoIsAsked() throws Exception {
    ledger.person(at("supervisor"), "Sadia Rahman", 1).person(at("supervisor-2"), "Tariq", 1);
    awaitPeople(2);
    var step = Map.of("no", 1, "name", "Controller");
    ledger.publish(
        "approval.step_reminded",
        Map.of("step", step, "cause", "SLA", "notify", List.of(at("supervisor"))));
    ledger.publish(
        "approval.assignment_reassigned",
        Map.of(
            "step",
            step,
            "by",
            at("supervisor"),
            "from",
            at("supervisor"),
            "to",
            at("supervisor-2"),
            "notify",
            List.of(at("supervisor-2")),
            "reason",
            "on another case all day"));

    var reminder = awaitMailTo(at("supervisor"));
    var handedOn = awaitMailTo(at("supervisor-2"));

    assertThat(reminder.getSubject()).startsWith("Reminder, your decision is needed: ");
    assertThat(handedOn.getSubject()).startsWith("Handed on to you: ");
    assertThat(part(handedOn, 0))
        .contains("Handed on by: Sadia Rahman (" + at("supervisor") + ")")
        .contains("Reason: on another case all day");
  }

  @Test
  @DisplayName("A-15: the maker hears who decided and why")
  void makerHearsWhoDecidedAndWhy() throws Exception {
    ledger.person(at("maker"), "Mahin", 1).person(at("controller"), "Rafi Karim", 1);
    awaitPeople(2);
    ledger.decided(at("controller"), "matches the order").approved(at("controller"));

    var mail = awaitMailTo(at("maker"));

    assertThat(mail.getSubject()).startsWith("Approved: ");
    assertThat(part(mail, 0))
        .contains("Decided by: Rafi Karim (" + at("controller") + ")")
        .contains("Reason: matches the order");
  }

  @Test
  void rejectionAndExpiryAreToldOnce() throws Exception {
    ledger.person(at("maker"), "Mahin", 1).rejected(at("controller"), "no purchase order");
    assertThat(part(awaitMailTo(at("maker")), 0)).contains("Reason: no purchase order");

    try (var other = new Ledger(partner)) {
      other.expired();
      await().atMost(PATIENCE).until(() -> mailsTo(at("maker")).size() == 2);
    }

    assertThat(deliveries("purpose = 'PERSON'")).hasSize(2);
  }

  @Test
  @DisplayName("G15: nobody is asked to decide what has ended meanwhile")
  void endedRequestIsNotAskedAbout() {
    ledger.person(at("maker"), "Mahin", 1).stepStarted(at("newcomer"));
    awaitDeliveries(1, "PENDING");
    ledger.expired();
    awaitMailTo(at("maker"));

    ledger.person(at("newcomer"), "Nadia", 1);

    var suppressed = awaitDeliveries(1, "SUPPRESSED").getFirst();
    assertThat(suppressed.getString("detail")).isEqualTo("REQUEST_ENDED");
    assertThat(mailsTo(at("newcomer"))).isEmpty();
  }

  @Test
  void largePoolIsMailedByRoleWithoutTheMaker() {
    ledger
        .person(at("maker"), "Mahin", 1, "Controller")
        .person(at("controller"), "Rafi", 1, "Controller")
        .person(at("clerk"), "Clerk", 1, "Clerk")
        .person(
            Map.of(
                "partnerId",
                partner,
                "personId",
                at("gone"),
                "name",
                "Gone",
                "mail",
                "gone@acme.example",
                "active",
                false,
                "roles",
                List.of("Controller"),
                "version",
                1));
    awaitPeople(4);

    ledger.stepStartedForRole("Controller");

    awaitMailTo(at("controller"));
    awaitDeliveries(2, "SENT");
    assertThat(deliveries("purpose = 'PERSON'")).hasSize(1);
  }

  @Test
  void olderVersionOfAPersonChangesNothing() {
    ledger
        .person(at("clerk"), "New", 5)
        .person(at("clerk"), "Old", 4)
        .person(at("last"), "Last", 1);
    awaitPeople(2);

    var clerk = rows("select * from notification.person where name in ('New', 'Old')");

    assertThat(clerk).singleElement().returns("New", row -> row.getString("name"));
  }

  @Test
  @DisplayName("OUT-02 … OUT-04: facts become text, never headers, markup or SMTP")
  void factsStayText() throws Exception {
    ledger.person(at("supervisor"), "S", 1).person(at("maker"), "<img src=//evil>", 1);
    awaitPeople(2);
    ledger.publish(
        "approval.step_started",
        Map.of(
            "subjectId", "INV\r\nBcc: thief@evil.example\r\n.\r\n<b>1</b>",
            "step", Map.of("no", 1, "name", "\n.\nMAIL FROM:<a@b.c>"),
            "notify", List.of(at("supervisor"))));

    var mail = awaitMailTo(at("supervisor"));

    assertThat(mail.getSubject()).doesNotContain("\n").contains("Bcc: thief@evil.example");
    assertThat(mail.getHeader("Bcc")).isNull();
    assertThat(mail.getAllRecipients()).hasSize(1);
    assertThat(part(mail, 1))
        .contains("&lt;b&gt;1&lt;/b&gt;")
        .contains("&lt;img src=//evil&gt;")
        .doesNotContain("<b>")
        .doesNotContain("<img");
    assertThat(part(mail, 0)).contains("Step: . MAIL FROM:<a@b.c>");
  }

  @Test
  @DisplayName(
      "F-193 F-205 G13: mails that met a dead mail server go out later with the same Message-ID")
  void deadMailServerIsRetried() {
    ledger.person(at("supervisor"), "S", 1);
    awaitPeople(1);
    mailServer.stop();
    try {
      ledger.stepStarted(at("supervisor"));
      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(awaitDeliveries(1, "PENDING").getFirst().getString("detail"))
                  .isIn("MAIL_SERVER_UNREACHABLE", "TIMEOUT"));
    } finally {
      mailServer.start();
    }

    awaitDeliveries(1, "SENT");

    assertThat(mailsTo(at("supervisor"))).hasSize(1);
    assertThat(rows("select * from notification.attempt")).hasSize(1);
  }

  @Test
  @DisplayName("TN-17 F-127 F-197 TN-14: no row is seen without naming its partner")
  void rowsOfAPartnerAreSeenUnderItsNameOnly() {
    ledger.person(at("supervisor"), "S", 1).stepStarted(at("supervisor"));
    awaitDeliveries(1, "SENT");

    for (var table :
        List.of(
            "person",
            "ledger_event",
            "delivery",
            "attempt",
            "webhook_endpoint",
            "webhook_change",
            "partner",
            "preference")) {
      var sql = "select from notification." + table;
      for (var partners : List.of(Set.<String>of(), Set.of("somebody-else"))) {
        var seen =
            transaction
                .run(partners, connection -> connection.query(sql).execute())
                .await()
                .atMost(PATIENCE);
        assertThat(seen.size()).as(table).isZero();
      }
    }
  }

  private String link() {
    return "https://approvals.acme.example/requests/" + ledger.requestId();
  }

  /** 0 is the text, 1 the HTML. */
  private static String part(MimeMessage mail, int part) throws Exception {
    assertThat(mail.getContent())
        .as(GreenMailUtil.getWholeMessage(mail))
        .isInstanceOf(MimeMultipart.class);
    return ((MimeMultipart) mail.getContent()).getBodyPart(part).getContent().toString();
  }
}
