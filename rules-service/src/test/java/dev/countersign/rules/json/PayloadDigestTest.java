package dev.countersign.rules.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.platform.messaging.Json;
import dev.countersign.rules.core.Path;
import dev.countersign.rules.core.Value;
import dev.countersign.rules.core.operation.Material;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.StreamSupport;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Ruling 14: a producer can recompute the digest a decision is bound to. */
class PayloadDigestTest {

  @ParameterizedTest
  @MethodSource("vectors")
  void vectorHolds(JsonNode vector) {
    var data = JsonValues.read(vector.get("data").asText().getBytes(UTF_8));

    var canonical = CanonicalJson.of(material(vector).of(data));

    assertThat(canonical).isEqualTo(vector.get("canonical").asText());
    assertThat(Digests.ofPayload(canonical)).isEqualTo(vector.get("sha256").asText());
  }

  @Test
  @DisplayName(
      "Ruling 14: our one pass writes what the reference implementation of RFC 8785 writes")
  void agreesWithTheReferenceImplementation() throws IOException {
    long seed = Long.getLong("countersign.seed", System.nanoTime());
    var random = new SplittableRandom(seed);
    for (int round = 0; round < 5_000; round++) {
      var canonical = CanonicalJson.of(fields(random, 3));

      assertThat(canonical)
          .describedAs("seed %d", seed)
          .isEqualTo(new JsonCanonicalizer(canonical).getEncodedString());
    }
  }

  @Test
  @DisplayName("IN-04: a number that would take a gigabyte to write out stays as it was written")
  void hugeExponentIsNotExpanded() {
    for (var number : List.of("1e-1000000000", "1e1000000000", "-0", "1e99999999999")) {
      var data = JsonValues.read(("{\"a\":" + number + "}").getBytes(UTF_8));

      assertThat(CanonicalJson.of(data)).isEqualTo("{\"a\":\"" + number + "\"}");
    }
  }

  static List<Arguments> vectors() throws IOException {
    try (var stream =
        PayloadDigestTest.class.getResourceAsStream("/contracts/digest/vectors.json")) {
      assertThat(stream).isNotNull();
      return StreamSupport.stream(Json.read(stream.readAllBytes()).spliterator(), false)
          .<Arguments>map(vector -> argumentSet(vector.get("name").asText(), vector))
          .toList();
    }
  }

  private static Material material(JsonNode vector) {
    if (!vector.has("material")) {
      return new Material.WholeData();
    }
    var fields = new ArrayList<Material.Field>();
    vector
        .get("material")
        .properties()
        .forEach(
            it -> fields.add(new Material.Field(it.getKey(), Path.of(it.getValue().asText()))));
    return new Material.Selected(fields);
  }

  private static Value value(SplittableRandom random, int depth) {
    return switch (random.nextInt(depth == 0 ? 4 : 6)) {
      case 0 -> new Value.Text(text(random));
      case 1 ->
          new Value.Decimal(new BigDecimal(random.nextLong()).movePointLeft(random.nextInt(9)));
      case 2 -> new Value.Bool(random.nextBoolean());
      case 3 -> Value.MISSING;
      case 4 -> fields(random, depth - 1);
      default -> new Value.Items(List.of(value(random, depth - 1), value(random, depth - 1)));
    };
  }

  private static Value fields(SplittableRandom random, int depth) {
    Map<String, Value> fields = new HashMap<>();
    for (int index = random.nextInt(5); index >= 0; index--) {
      fields.put(text(random), value(random, depth));
    }
    return new Value.Fields(fields);
  }

  private static String text(SplittableRandom random) {
    var text = new StringBuilder();
    for (int index = random.nextInt(6); index > 0; index--) {
      int codePoint =
          switch (random.nextInt(4)) {
            case 0 -> 1 + random.nextInt(0x1f);
            case 1 -> 0x20 + random.nextInt(0x60);
            case 2 -> 0x80 + random.nextInt(0xd700);
            default -> 0x10000 + random.nextInt(0x1000);
          };
      text.appendCodePoint(codePoint);
    }
    return text.toString();
  }
}
