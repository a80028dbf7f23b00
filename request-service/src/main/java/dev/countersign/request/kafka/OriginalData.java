package dev.countersign.request.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonToken;
import dev.countersign.platform.messaging.Json;
import dev.countersign.request.app.Chain;
import dev.countersign.request.core.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** The event's data in an evaluation, which ends with it, byte for byte as it came in. */
final class OriginalData {
  private static final String NAME = "data";
  private static final int MEMBER = "\"data\":".getBytes(UTF_8).length;

  private OriginalData() {}

  /** The bytes, if they are the ones of that digest: others would be another event. */
  static Optional<byte[]> in(byte[] evaluation, Digest expected) {
    return begin(evaluation)
        .map(begin -> Arrays.copyOfRange(evaluation, begin, evaluation.length - 1))
        .filter(data -> HexFormat.of().formatHex(Chain.sha256(data)).equals(expected.hex()));
  }

  private static Optional<Integer> begin(byte[] evaluation) {
    try (var json = Json.mapper().createParser(evaluation)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        if (json.currentName().equals(NAME)) {
          return Optional.of((int) json.currentTokenLocation().getByteOffset() + MEMBER);
        }
        json.nextToken();
        json.skipChildren();
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
