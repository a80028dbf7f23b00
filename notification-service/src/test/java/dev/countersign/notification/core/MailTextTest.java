package dev.countersign.notification.core;

import static dev.countersign.notification.core.NotificationFixtures.factsAbout;
import static dev.countersign.notification.core.NotificationFixtures.factsOf;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("OUT-03: what reaches a mail header is plain")
class MailTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "supervisor@acme.example",
        "a@b",
        "first.last+tag@mail.acme.example",
        "x_1%y@acme-bank.com.bd"
      })
  void plainAddressIsTaken(String text) {
    assertThat(MailAddress.parse(text)).contains(new MailAddress(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nobody",
        "@acme.example",
        "a@",
        "a b@acme.example",
        "a@b.c>\r\nBcc: c@d.e",
        "a@b.c\nBcc: c@d.e",
        "a@b.c,d@e.f",
        "\"x@y\"@z.example",
        "a@b@c.example",
        "=?utf-8?q?a?=@b.example",
        "a..b@c.example",
        ".a@c.example",
        "a.@c.example",
        "a@-c.example",
        "a@c..example",
        "a@[127.0.0.1]",
        "a@аcme.example",
        "ä@acme.example",
        "a(comment)@acme.example",
        "a@acme.example ",
        "a\u0000@acme.example"
      })
  void anythingElseIsRefused(String text) {
    assertThat(MailAddress.parse(text)).isEmpty();
  }

  @Test
  void subjectNamesTheMatter() {
    assertThat(SubjectLine.of(EventKind.STEP_STARTED, factsOf("maker@acme")))
        .isEqualTo("Your decision is needed: credit note · CN-7 · 350000 BDT");
  }

  @Test
  void subjectIsOneLineWhateverTheFactsContain() {
    var facts = factsAbout("CN\r\nBcc: a@b.c\u2028\u0085\u202Ex" + "y".repeat(500));

    var subject = SubjectLine.of(EventKind.REQUEST_APPROVED, facts);

    assertThat(subject).doesNotContainPattern("[\\p{Cntrl}\\p{Zl}\\p{Zp}\\p{Cf}]").hasSize(150);
  }
}
