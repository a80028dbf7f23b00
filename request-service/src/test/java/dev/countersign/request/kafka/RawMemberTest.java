package dev.countersign.request.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawMemberTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ \"a\" : 1.10, \"b\":[ ] }",
        "[1,  2]",
        "\"t\u00e4xt \\u0041\"",
        "1.100",
        "true",
        "null"
      })
  void bytesAreCutOutAsTheyStand(String value) {
    var first = "{\"x\":{\"data\":0},\"data\":" + value + ",\"y\":1}";
    var last = "{\"x\":[\"data\"],\"data\":" + value + "}";

    assertThat(new String(RawMember.of(first.getBytes(UTF_8), "data"), UTF_8)).isEqualTo(value);
    assertThat(new String(RawMember.of(last.getBytes(UTF_8), "data"), UTF_8)).isEqualTo(value);
  }
}
