package dev.countersign.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class NameBasedIdsTest {

  @Test
  void agreesWithOtherImplementations() {
    // The example of RFC 9562, appendix A.4.
    UUID dns = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
    assertThat(NameBasedIds.v5(dns, "www.example.com"))
        .hasToString("2ed6657d-e927-568b-95e1-2665a8aea6a2");
  }

  @Test
  void saysThatItIsOfVersionFive() {
    UUID id = NameBasedIds.v5(NameBasedIds.URL, "ইনভয়েস");
    assertThat(id.version()).isEqualTo(5);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(NameBasedIds.v5(id, "0")).isNotEqualTo(NameBasedIds.v5(id, "1"));
  }
}
