package dev.countersign.notification;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Map;

/** A mail server on loopback, and settings that make retries quick and loopback callable. */
public class ServerSettings implements QuarkusTestResourceLifecycleManager {
  private final GreenMail mail =
      new GreenMail(new ServerSetup(freePort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  @Override
  public Map<String, String> start() {
    mail.start();
    return Map.of(
        "countersign.mail.host", "127.0.0.1",
        "countersign.mail.port", Integer.toString(mail.getSmtp().getPort()),
        "countersign.mail.from", "Countersign <countersign@acme.example>",
        "countersign.public-url", "https://approvals.acme.example",
        "countersign.delivery.tick", "100ms",
        "countersign.webhook.encryption-key", "a key of a test, which is long enough",
        "countersign.webhook.allowed-networks", "127.0.0.0/8",
        "countersign.webhook.connect-timeout", "1s",
        "countersign.webhook.total-timeout", "2s");
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(mail, new TestInjector.MatchesType(GreenMail.class));
  }

  @Override
  public void stop() {
    mail.stop();
  }

  /** A fixed port, so that the server can come back where it was. */
  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
