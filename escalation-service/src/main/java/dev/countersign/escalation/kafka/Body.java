package dev.countersign.escalation.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.escalation.core.calendar.BusinessSpan;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/** Reads the members of a body. A member of another shape than the contract's is refused. */
record Body(JsonNode node) {

  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");
  private static final int MOST = 1_000_000_000;

  String text(String name) throws NotAsAgreed {
    return optionalText(name)
        .filter(value -> !value.isBlank())
        .orElseThrow(() -> new NotAsAgreed("Expected a value in " + name));
  }

  Optional<String> optionalText(String name) throws NotAsAgreed {
    var member = node.path(name);
    if (member.isMissingNode() || member.isNull()) {
      return Optional.empty();
    }
    if (!member.isTextual()) {
      throw new NotAsAgreed("Expected text in " + name);
    }
    return Optional.of(member.textValue());
  }

  UUID uuid(String name) throws NotAsAgreed {
    var text = text(name);
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException _) {
      throw new NotAsAgreed("Expected a UUID in " + name);
    }
  }

  /** A whole number from {@code least} up to what nothing that is counted here ever reaches. */
  int number(String name, int least) throws NotAsAgreed {
    var member = node.path(name);
    if (member.isIntegralNumber() && member.canConvertToInt()) {
      int number = member.intValue();
      if (number >= least && number <= MOST) {
        return number;
      }
    }
    throw new NotAsAgreed("Expected a whole number in " + name);
  }

  Instant instant(String name) throws NotAsAgreed {
    return optionalInstant(name)
        .orElseThrow(() -> new NotAsAgreed("Expected an instant in " + name));
  }

  Optional<Instant> optionalInstant(String name) throws NotAsAgreed {
    var text = optionalText(name);
    try {
      var instant = text.map(OffsetDateTime::parse).map(OffsetDateTime::toInstant);
      if (instant.map(it -> it.isAfter(Instant.EPOCH) && it.isBefore(LATEST)).orElse(true)) {
        return instant;
      }
    } catch (DateTimeException _) {
      // Falls through to the same answer as an instant that nobody can store.
    }
    throw new NotAsAgreed("Expected an instant in " + name);
  }

  /** A time to wait, as ISO 8601 writes it; none longer than a hundred years. */
  Optional<Duration> optionalDuration(String name) throws NotAsAgreed {
    var text = optionalText(name);
    try {
      var duration = text.map(Duration::parse);
      if (duration.map(it -> it.isPositive() && it.toDays() <= 36_500).orElse(true)) {
        return duration;
      }
    } catch (DateTimeException _) {
      // Falls through to the same answer as a time that nobody can wait.
    }
    throw new NotAsAgreed("Expected a duration in " + name);
  }

  /** A time to wait in a calendar, whose units are not converted; bounded like any other. */
  Optional<BusinessSpan> optionalSpan(String name) throws NotAsAgreed {
    return optionalDuration(name).isPresent()
        ? Optional.of(BusinessSpan.parse(text(name)))
        : Optional.empty();
  }

  int size(String name) {
    return node.path(name).size();
  }

  /** The object of this name; the members of an absent one are absent. */
  Body in(String name) {
    return new Body(node.path(name));
  }

  /** The object at a place of the list of this name. */
  Body at(String name, int index) {
    return new Body(node.path(name).path(index));
  }

  boolean has(String name) {
    return node.hasNonNull(name);
  }
}
