package dev.countersign.local.mail;

import java.time.Instant;
import java.util.List;

/**
 * A mail as it arrived.
 *
 * @param to the recipients that the sender named to the server, not those in the header
 * @param text its readable part; the source where there is none
 */
public record Mail(
    long id,
    Instant at,
    String from,
    List<String> to,
    String subject,
    String messageId,
    String text) {

  public Mail {
    to = List.copyOf(to);
  }
}
