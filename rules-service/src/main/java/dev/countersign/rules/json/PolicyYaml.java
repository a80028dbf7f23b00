package dev.countersign.rules.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.countersign.platform.messaging.Json;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Policy documents as YAML, for who keeps them as code. JSON is YAML too. */
public final class PolicyYaml {

  private static final int LONGEST = 200_000;
  private static final YAMLMapper MAPPER =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private PolicyYaml() {}

  /** The tree of a document; aliases are not followed, so nothing can grow while it is read. */
  public static JsonNode read(String text) {
    if (text.length() > LONGEST) {
      throw InvalidPolicy.at("", "document_too_long", "At most 200000 characters.");
    }
    try {
      var tree = MAPPER.readTree(text);
      // Once more as JSON, so that its limits hold for YAML too.
      return Json.read(Json.bytes(tree));
    } catch (JsonProcessingException e) {
      throw InvalidPolicy.at(
          "", "document_unreadable", "This is neither YAML nor JSON" + from(e.getLocation()) + ".");
    }
  }

  private static String from(@Nullable JsonLocation location) {
    return location == null ? "" : ", from line " + location.getLineNr() + " on";
  }

  /** The same document always gives the same text. */
  public static String write(JsonNode document) {
    try {
      return new String(MAPPER.writeValueAsBytes(document), StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree can be written", e);
    }
  }
}
