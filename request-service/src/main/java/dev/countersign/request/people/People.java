package dev.countersign.request.people;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** The stored directory. Every call sees one partner's people only. */
public interface People {

  /** Who changes whom: a person of the partner, by somebody, from a version if that matters. */
  record Change(String partner, String id, String by, Optional<Integer> version) {}

  /**
   * Makes the directory say {@code draft} about the person and publishes it in the same
   * transaction. Saying the same again changes nothing and publishes nothing.
   */
  Uni<PutResult> put(Change change, PersonDraft draft);

  Uni<Optional<Person>> find(String partner, String id);

  /** At most {@code limit} people whose id sorts after {@code afterId}, by id. */
  Uni<List<Person>> list(String partner, String afterId, int limit);
}
