package dev.countersign.request.app.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.platform.messaging.NameBasedIds;
import dev.countersign.request.app.ledger.Checkpoint;
import java.util.HexFormat;
import java.util.UUID;

/** The body of a checkpoint: the bytes that are signed, stored and published. */
public final class CheckpointBody {
  public static final String TYPE = "ledger.checkpoint_signed";

  private static final UUID NAMESPACE =
      UUID.nameUUIDFromBytes(("countersign/" + TYPE).getBytes(UTF_8));
  private static final HexFormat HEX = HexFormat.of();

  private CheckpointBody() {}

  public static UUID idOf(Checkpoint checkpoint) {
    return NameBasedIds.v5(NAMESPACE, checkpoint.partner() + "|" + checkpoint.seq());
  }

  public static byte[] of(Checkpoint checkpoint, String keyId) {
    return Body.of(body ->
        body.id("id", idOf(checkpoint))
            .text("type", TYPE)
            .time("time", checkpoint.at())
            .text("partnerId", checkpoint.partner())
            .number("seq", checkpoint.seq())
            .text("previous", HEX.formatHex(checkpoint.previous()))
            .text("keyId", keyId)
            .number("requests", Math.toIntExact(checkpoint.requests()))
            .number("entries", Math.toIntExact(checkpoint.entries()))
            .objects(
                "chains",
                checkpoint.chains(),
                (it, links) ->
                    it.id("requestId", links.request())
                        .number("from", links.from())
                        .texts("hashes", links.hashes().stream().map(HEX::formatHex).toList())));
  }
}
