package dev.countersign.local.mail;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.countersign.local.Web;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.server.SMTPServer;

/**
 * Takes every mail and delivers none: they are read at {@code /mail/}, or as JSON beside it. A mail
 * is taken apart when somebody reads it, as most are never read.
 */
public final class MailCatcher implements AutoCloseable {

  private static final int LARGEST_MAIL = 1_000_000;
  private static final int SHOWN = 200;
  private static final int MOST_LISTED = 2_000;

  private final Mailbox mailbox = new Mailbox();
  private final Clock clock = Clock.systemUTC();
  private final SMTPServer smtp;
  private final HttpServer pages;

  private MailCatcher(int smtpPort, int pagePort) throws IOException {
    smtp =
        new SMTPServer.Builder()
            .bindAddress(InetAddress.getLoopbackAddress())
            .port(smtpPort)
            .softwareName("Countersign mail catcher")
            .maxMessageSize(LARGEST_MAIL)
            .messageHandler(this::receive)
            .build();
    pages = Web.server(pagePort);
    pages.createContext("/mail/", this::answer);
  }

  public static MailCatcher start(int smtpPort, int pagePort) throws IOException {
    MailCatcher catcher = new MailCatcher(smtpPort, pagePort);
    catcher.smtp.start();
    catcher.pages.start();
    return catcher;
  }

  public int smtpPort() {
    return smtp.getPortAllocated();
  }

  public int pagePort() {
    return pages.getAddress().getPort();
  }

  @Override
  public void close() {
    smtp.stop();
    pages.stop(0);
  }

  private void receive(MessageContext context, String from, String to, byte[] source) {
    mailbox.add(new CaughtMail(mailbox.nextId(), clock.instant(), from, to, source));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().substring("/mail/".length());
    Map<String, String> query = Web.query(exchange);
    if (path.isEmpty()) {
      Web.html(exchange, 200, MailPage.list(mails(Optional.empty(), SHOWN)));
    } else if (path.equals("messages")) {
      Optional<String> recipient = Optional.ofNullable(query.get("to"));
      Web.json(exchange, 200, mails(recipient, MOST_LISTED));
    } else {
      Optional<Mail> mail = mailbox.find(path).map(MailParser::parse);
      String page = mail.map(MailPage::message).orElse("<!doctype html><p>There is no such mail.");
      Web.html(exchange, mail.isPresent() ? 200 : 404, page);
    }
  }

  private List<Mail> mails(Optional<String> recipient, int limit) {
    return mailbox.to(recipient, limit).stream().map(MailParser::parse).toList();
  }
}
