package dev.countersign.request.people;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** The stored directory. Every call sees one partner's people only. */
public interface People {

  /**
   * Makes the directory say {@code draft} about the person and publishes it in the same
   * transaction. Saying the same again changes nothing and publishes nothing.
   */
  Uni<Person> put(String partner, String id, PersonDraft draft, String changedBy);

  Uni<Optional<Person>> find(String partner, String id);

  /** At most {@code limit} people whose id sorts after {@code afterId}, by id. */
  Uni<List<Person>> list(String partner, String afterId, int limit);
}
