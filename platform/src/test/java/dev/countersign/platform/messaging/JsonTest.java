package dev.countersign.platform.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class JsonTest {

  record Sample(
      String text,
      BigDecimal amount,
      Instant at,
      Duration span,
      List<String> none,
      Optional<String> absent,
      @Nullable String nothing) {}

  @Test
  void writesInTheOrderOfTheRecordAndOmitsWhatIsAbsent() {
    var sample =
        new Sample(
            "a",
            new BigDecimal("1E+3"),
            Instant.parse("2026-01-01T00:00:00.123456Z"),
            Duration.ofHours(49),
            List.of(),
            Optional.empty(),
            null);

    assertThat(new String(Json.bytes(sample), UTF_8))
        .isEqualTo(
            "{\"text\":\"a\",\"amount\":1000,\"at\":\"2026-01-01T00:00:00.123456Z\","
                + "\"span\":\"PT49H\",\"none\":[]}");
  }

  @Test
  @DisplayName("IN-20 numbers keep every digit and never pass through a double")
  void numbersKeepTheirDigits() {
    String json = "{\"a\":1.10,\"b\":9007199254740993,\"c\":0.1000000000000000055511151231257827}";

    JsonNode tree = Json.read(json.getBytes(UTF_8));

    assertThat(new String(Json.bytes(tree), UTF_8)).isEqualTo(json);
    assertThat(tree.get("a").decimalValue()).isEqualTo(new BigDecimal("1.10"));
  }

  @Test
  @DisplayName("IN-04 a number with a huge exponent is refused at the door")
  void refusesHugeExponents() {
    for (String number :
        new String[] {"1e1000000000", "1e-1000000000", "1E+1000", "1e99999999999"}) {
      byte[] json = ("{\"a\":" + number + "}").getBytes(UTF_8);
      assertThatThrownBy(() -> Json.check(json)).isInstanceOf(InvalidJson.class);
      assertThatThrownBy(() -> Json.read(json)).isInstanceOf(InvalidJson.class);
    }
    Json.check("1e999".getBytes(UTF_8));
  }

  @Test
  void refusesNullAndWrongTypes() {
    assertThatThrownBy(() -> Json.read("null".getBytes(UTF_8), Sample.class))
        .isInstanceOf(InvalidJson.class);
    assertThatThrownBy(() -> Json.read("{\"at\":\"x\"}".getBytes(UTF_8), Sample.class))
        .isInstanceOf(InvalidJson.class);
  }

  @Test
  void messagesNeverQuoteTheDocument() {
    assertThatThrownBy(() -> Json.read("{\"a\":secret}".getBytes(UTF_8)))
        .isInstanceOf(InvalidJson.class)
        .hasMessageNotContaining("secret");
  }
}
