package dev.countersign.platform.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** The headers that make up an envelope; all others are somebody else's and stay unread. */
record EventHeaders(String contentType, Map<String, String> attributes) {

  private static final int MAX_HEADERS = 100;

  static EventHeaders of(Headers headers) throws NotAnEvent {
    String contentType = null;
    var attributes = new HashMap<String, String>();
    int count = 0;
    for (Header header : headers) {
      if (++count > MAX_HEADERS) {
        throw new NotAnEvent("TOO_LARGE", "The record has more than " + MAX_HEADERS + " headers.");
      }
      if (header.key().equals(CloudEvents.CONTENT_TYPE)) {
        refuseSecond(contentType, CloudEvents.CONTENT_TYPE);
        contentType = text(header, Attributes.MAX_EXTENSION);
      } else if (header.key().startsWith(CloudEvents.PREFIX)) {
        put(attributes, header);
      }
    }
    return new EventHeaders(contentType == null ? "" : contentType, attributes);
  }

  /** Connect writes a header without a value for a column that is null: that is no attribute. */
  private static void put(Map<String, String> attributes, Header header) throws NotAnEvent {
    String name = header.key().substring(CloudEvents.PREFIX.length());
    Attributes.requireName(name);
    String value = text(header, Attributes.limitOf(name));
    if (value != null) {
      refuseSecond(attributes.put(name, value), header.key());
    }
  }

  /** Which of two would count is a matter of taste, and so of attack. */
  private static void refuseSecond(@Nullable String first, String name) throws NotAnEvent {
    if (first != null) {
      throw NotAnEvent.envelope("The header " + name + " stands twice.");
    }
  }

  private static @Nullable String text(Header header, int limit) throws NotAnEvent {
    byte[] value = header.value();
    if (value == null) {
      return null;
    }
    if (value.length > limit) {
      throw new NotAnEvent(
          "TOO_LARGE", "The header " + header.key() + " is longer than " + limit + " bytes.");
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
    } catch (CharacterCodingException e) {
      throw NotAnEvent.envelope("The header " + header.key() + " is not valid UTF-8.");
    }
  }
}
