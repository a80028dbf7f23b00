package dev.countersign.platform.messaging;

import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One event in its envelope. {@code data} is the JSON body as bytes, exactly as it came in: it is
 * hashed, so nobody may write it anew. Treat the array as read-only.
 */
@SuppressWarnings("ArrayRecordComponent") // The bytes are the point, and equality is defined below.
public record CloudEvent(
    String id,
    String source,
    String type,
    @Nullable String subject,
    @Nullable OffsetDateTime time,
    Map<String, String> extensions,
    byte[] data) {

  public CloudEvent {
    extensions = Map.copyOf(extensions);
  }

  /** The extension attribute of this name, without its {@code ce_} prefix, or null. */
  public @Nullable String extension(String name) {
    return extensions.get(name);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CloudEvent that
        && id.equals(that.id)
        && source.equals(that.source)
        && type.equals(that.type)
        && Objects.equals(subject, that.subject)
        && Objects.equals(time, that.time)
        && extensions.equals(that.extensions)
        && Arrays.equals(data, that.data);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, source);
  }

  /** Without the data: an event may be logged, a payload may not. */
  @Override
  public String toString() {
    return "CloudEvent[" + type + " " + source + "/" + id + ", " + data.length + " bytes]";
  }
}
