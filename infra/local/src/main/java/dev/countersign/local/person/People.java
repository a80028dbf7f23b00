package dev.countersign.local.person;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.countersign.local.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Everybody the local stack knows, read once from {@code people.json}. */
public final class People {

  private static final List<Person> ALL = read();

  private People() {}

  public static List<Person> all() {
    return ALL;
  }

  public static Optional<Person> find(String id) {
    return ALL.stream().filter(person -> person.id().equals(id)).findFirst();
  }

  public static List<String> ids() {
    return ALL.stream().map(Person::id).toList();
  }

  private static List<Person> read() {
    try (InputStream file =
        People.class.getResourceAsStream("/dev/countersign/local/people.json")) {
      return List.copyOf(
          Json.MAPPER.readValue(
              Objects.requireNonNull(file), new TypeReference<List<Person>>() {}));
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }
}
