package dev.countersign.local.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.local.Json;
import dev.countersign.verifier.Checkpoint;
import dev.countersign.verifier.Checkpoint.Chain;
import dev.countersign.verifier.Checkpoint.Signed;
import java.io.IOException;
import java.util.Base64;
import java.util.stream.StreamSupport;

/** Reads a checkpoint from the bytes that were signed. */
public final class CheckpointReader {
  private CheckpointReader() {}

  /** The checkpoint that these bytes say; what cannot be read is no checkpoint. */
  public static Signed read(byte[] body, String signature) throws IOException {
    var json = Json.MAPPER.readTree(body);
    var chains =
        StreamSupport.stream(json.path("chains").spliterator(), false)
            .map(CheckpointReader::chain)
            .toList();
    var checkpoint =
        new Checkpoint(
            json.path("partnerId").asText(),
            json.path("seq").asInt(-1),
            json.path("previous").asText(),
            json.path("keyId").asText(),
            json.path("requests").asLong(),
            json.path("entries").asLong(),
            chains);
    return new Signed(checkpoint, body, decode(signature));
  }

  private static Chain chain(JsonNode chain) {
    var hashes =
        StreamSupport.stream(chain.path("hashes").spliterator(), false)
            .map(JsonNode::asText)
            .toList();
    return new Chain(chain.path("requestId").asText(), chain.path("from").asInt(), hashes);
  }

  /** A signature that is not even base64 is a wrong one, which is the verifier's to say. */
  private static byte[] decode(String signature) {
    try {
      return Base64.getDecoder().decode(signature);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }
}
