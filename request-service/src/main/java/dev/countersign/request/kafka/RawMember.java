package dev.countersign.request.kafka;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * Cuts a member out of a JSON object as the bytes it has there: what was hashed must not be
 * rewritten.
 */
final class RawMember {
  private static final JsonFactory JSON = new JsonFactory();

  private RawMember() {}

  /** The bytes of the member's value; {@code null} in JSON if there is no such member. */
  static byte[] of(byte[] json, String name) {
    try (var parser = JSON.createParser(json)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        var isWanted = parser.currentName().equals(name);
        parser.nextToken();
        var start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        if (isWanted) {
          parser.finishToken();
          return Arrays.copyOfRange(json, start, (int) parser.currentLocation().getByteOffset());
        }
      }
      return new byte[] {'n', 'u', 'l', 'l'};
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
