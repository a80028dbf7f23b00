package dev.countersign.notification.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.notification.core.Result;
import io.quarkus.qute.TemplateException;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.ext.mail.SMTPException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("G13: what the mail server says")
class SmtpAnswerTest {

  @Test
  void refusalForGoodIsNotRepeated() {
    assertThat(EmailChannel.result(answer(550))).isEqualTo(new Result.Refused("SMTP_550"));
    assertThat(EmailChannel.result(answer(501))).isEqualTo(new Result.Refused("SMTP_501"));
  }

  @Test
  void anythingElseIsTriedAgain() {
    assertThat(EmailChannel.result(answer(421))).isEqualTo(Result.failed("SMTP_421"));
    assertThat(EmailChannel.result(answer(451))).isEqualTo(Result.failed("SMTP_451"));
    assertThat(EmailChannel.result(new TimeoutException())).isEqualTo(Result.failed("TIMEOUT"));
    assertThat(EmailChannel.result(new IOException("reset")))
        .isEqualTo(Result.failed("MAIL_SERVER_UNREACHABLE"));
  }

  @Test
  @DisplayName("G16: a mail that cannot be written is given up alone")
  void templateFaultIsGivenUp() {
    assertThat(EmailChannel.result(new TemplateException("no such property")))
        .isEqualTo(new Result.Refused("TEMPLATE_FAILED"));
  }

  private static SMTPException answer(int code) {
    return new SMTPException("answer", code, List.of(code + " no"), false);
  }
}
