package dev.countersign.notification;

import static java.util.Map.entry;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.countersign.notification.example.WhatsAppGateway;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Map;

/**
 * A mail server and a gateway on loopback, and settings that make retries quick and loopback
 * callable.
 */
public class ServerSettings implements QuarkusTestResourceLifecycleManager {
  private final GreenMail mail =
      new GreenMail(new ServerSetup(freePort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private final WhatsAppGateway gateway = new WhatsAppGateway();

  @Override
  public Map<String, String> start() {
    mail.start();
    return Map.ofEntries(
        entry("countersign.mail.host", "127.0.0.1"),
        entry("countersign.mail.port", Integer.toString(mail.getSmtp().getPort())),
        entry("countersign.mail.from", "Countersign <countersign@acme.example>"),
        entry("countersign.public-url", "https://approvals.acme.example"),
        entry("countersign.delivery.tick", "100ms"),
        entry("countersign.webhook.encryption-key", "a key of a test, which is long enough"),
        entry("countersign.webhook.allowed-networks", "127.0.0.0/8"),
        entry("countersign.webhook.connect-timeout", "1s"),
        entry("countersign.webhook.total-timeout", "2s"),
        entry("whatsapp.gateway", gateway.address().toString()));
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(mail, new TestInjector.MatchesType(GreenMail.class));
  }

  @Override
  public void stop() {
    mail.stop();
    gateway.close();
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
