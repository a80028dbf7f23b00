package dev.countersign.request.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.request.app.Chain;
import dev.countersign.request.core.RequestId;
import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * Ids that a redelivery finds again and an index likes: the shape of version 7, with the time of
 * the evaluation's record and, in place of chance, a hash of the event's name.
 */
final class RequestIds {
  private static final long RANDOM_A = 0x0fffL;
  private static final long VERSION_7 = 0x7000L;
  private static final long RANDOM_B = 0x3fff_ffff_ffff_ffffL;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private RequestIds() {}

  static RequestId of(long millis, String partner, String source, String eventId) {
    var name = partner + "/" + source + "/" + eventId;
    var hash = ByteBuffer.wrap(Chain.sha256(name.getBytes(UTF_8)));
    var high = (millis << 16) | VERSION_7 | (hash.getLong() & RANDOM_A);
    var low = VARIANT | (hash.getLong() & RANDOM_B);
    return new RequestId(new UUID(high, low));
  }
}
