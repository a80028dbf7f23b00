package dev.countersign.platform.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;

/**
 * JSON as every module reads and writes it: bounded, without duplicate keys, and no number ever
 * passes through a double. Bytes are UTF-8 without a byte order mark, or they are refused.
 */
public final class Json {

  /** The longest document that is read; longer ones are refused before they are parsed. */
  public static final int MAX_BYTES = 1024 * 1024;

  private static final StreamReadConstraints LIMITS =
      StreamReadConstraints.builder()
          .maxNestingDepth(64)
          .maxNumberLength(100)
          .maxStringLength(64 * 1024)
          .maxNameLength(1024)
          .maxDocumentLength(MAX_BYTES)
          .build();

  private static final ObjectMapper MAPPER = build();

  private Json() {}

  /** The configured mapper, for binding to records. It is shared: never reconfigure it. */
  public static ObjectMapper mapper() {
    return MAPPER;
  }

  /** The limits, for the one other mapper there is: the framework's own. */
  public static StreamReadConstraints limits() {
    return LIMITS;
  }

  /** Reads a tree; numbers keep every digit they were written with. */
  public static JsonNode read(byte[] json) {
    return parse(json, MAPPER::readTree);
  }

  /** Reads a value of a type, which is not null; see {@link #read(byte[])}. */
  public static <T> T read(byte[] json, Class<T> type) {
    return parse(json, parser -> MAPPER.readValue(parser, type));
  }

  /** Passes if and only if the bytes are one JSON document within the limits. */
  public static void check(byte[] json) {
    parse(
        json,
        parser -> {
          parser.nextToken();
          return parser.skipChildren();
        });
  }

  /** Writes a value; members keep the order of the record or tree, so the bytes are stable. */
  public static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write " + value.getClass().getSimpleName(), e);
    }
  }

  /** Strict UTF-8: the JDK's lenient decoder would turn garbage into a question mark. */
  static String textOf(byte[] json) {
    if (json.length > MAX_BYTES) {
      throw new InvalidJson("The document is longer than " + MAX_BYTES + " bytes.");
    }
    String text = new String(json, UTF_8);
    if (text.indexOf('\uFFFD') >= 0 && !isUtf8(json)) {
      throw new InvalidJson("The document is not valid UTF-8.");
    }
    if (text.startsWith("\uFEFF")) {
      throw new InvalidJson("The document starts with a byte order mark.");
    }
    if (text.isBlank()) {
      throw new InvalidJson("The document is empty.");
    }
    return text;
  }

  static JsonParser parser(String text) throws IOException {
    return new StrictParser(MAPPER.getFactory().createParser(text.toCharArray()));
  }

  /** Whether a text can be stored and sent on as it is: no U+0000 and no half surrogate pair. */
  public static boolean isStorable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || Character.isLowSurrogate(c)) {
        return false;
      }
      if (Character.isHighSurrogate(c)) {
        i++;
        if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
          return false;
        }
      }
    }
    return true;
  }

  private static <T> T parse(byte[] json, Reading<T> reading) {
    try (JsonParser parser = parser(textOf(json))) {
      T value = reading.from(parser);
      if (parser.nextToken() != null) {
        throw new InvalidJson("There is something after the document.");
      }
      if (value == null) {
        throw new InvalidJson("The document is null.");
      }
      return value;
    } catch (JacksonException e) {
      throw InvalidJson.because(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @FunctionalInterface
  private interface Reading<T> {
    @Nullable T from(JsonParser parser) throws IOException;
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static ObjectMapper build() {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(LIMITS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();
    return JsonMapper.builder(factory)
        .addModule(new JavaTimeModule())
        .addModule(new Jdk8Module())
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
        .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
        .defaultPropertyInclusion(
            JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
        .build();
  }
}
