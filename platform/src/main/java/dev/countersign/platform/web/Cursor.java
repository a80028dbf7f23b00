package dev.countersign.platform.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.platform.messaging.InvalidJson;
import dev.countersign.platform.messaging.Json;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Marks where a list goes on. A cursor is good for the partner and the query it was made for and
 * for nothing else (TN-04): whoever changes or borrows one gets a 400.
 */
@ApplicationScoped
public class Cursor {

  private static final int MAC_BYTES = 16;
  private static final int MAX_LENGTH = 2048;

  private final byte[] key;

  Cursor(@ConfigProperty(name = "countersign.session.secret") Optional<String> secret) {
    this.key = Secrets.keyFor("cursor", secret.orElse(""));
  }

  /**
   * Seals a position, which is the sort key of the last row shown.
   *
   * @param query what the list was asked for: its name, filters and order, without the cursor
   */
  public String seal(String partner, String query, List<String> position) {
    byte[] body = Json.bytes(position);
    byte[] mac = mac(partner, query, body);
    byte[] sealed = Arrays.copyOf(mac, MAC_BYTES + body.length);
    System.arraycopy(body, 0, sealed, MAC_BYTES, body.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
  }

  /** Opens a cursor that was sealed for the same partner and query. */
  public List<String> open(String partner, String query, String cursor) {
    byte[] sealed = decode(cursor);
    byte[] body = Arrays.copyOfRange(sealed, MAC_BYTES, sealed.length);
    byte[] mac = Arrays.copyOf(sealed, MAC_BYTES);
    if (!MessageDigest.isEqual(mac, mac(partner, query, body))) {
      throw invalid();
    }
    try {
      return List.of(Json.read(body, String[].class));
    } catch (InvalidJson e) {
      throw invalid();
    }
  }

  private static byte[] decode(String cursor) {
    try {
      byte[] sealed = Base64.getUrlDecoder().decode(cursor);
      if (cursor.length() <= MAX_LENGTH && sealed.length > MAC_BYTES) {
        return sealed;
      }
    } catch (IllegalArgumentException e) {
      // Falls through: what is not base64 is as wrong as what is forged.
    }
    throw invalid();
  }

  /** The lengths keep one part from posing as the end of another. */
  private byte[] mac(String partner, String query, byte[] body) {
    byte[] head = (partner.length() + ":" + partner + query.length() + ":" + query).getBytes(UTF_8);
    byte[] text = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, text, head.length, body.length);
    return Arrays.copyOf(Secrets.hmac(key, text), MAC_BYTES);
  }

  private static ProblemException invalid() {
    return new ProblemException(400, "cursor_invalid", "This cursor does not belong to this list.");
  }
}
