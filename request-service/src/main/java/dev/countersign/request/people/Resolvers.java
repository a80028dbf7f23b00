package dev.countersign.request.people;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The partner's resolvers: named tables that list people under keys, asked by policies (C-13,
 * F-139). Every call sees one partner's tables only. A change is kept with who made it, and open
 * steps that ask the entry are looked at again.
 */
public interface Resolvers {

  /** Who changes which table, from a version of the table or entry if that matters. */
  record Change(String partner, String resolver, String by, Optional<Integer> version) {}

  /** A table, without what it says. The version grows by one with every change. */
  record Resolver(String name, int version, int entries) {}

  /** An entry, and the version of the table that brought it. */
  record Stored(ResolverEntry entry, int version) {}

  /** What an entry said from then on; nobody if it was taken out. */
  record Changed(int version, ResolverEntry entry, String by, Instant at) {}

  /** What became of a change. */
  sealed interface Result {

    /**
     * It says so now, by that version of the table or of the entry. Of those it lists, {@code
     * unknown} names some the directory lacks.
     */
    record Done(Resolver resolver, int version, List<String> unknown) implements Result {
      public Done {
        unknown = List.copyOf(unknown);
      }
    }

    /** Another version stands there than the one that was to be replaced. */
    record VersionMismatch() implements Result {}

    /** There is no such entry to be taken out. */
    record Unknown() implements Result {}

    /** The table has all the entries it may have, or the partner all the tables. */
    record Full() implements Result {}
  }

  /** Makes the table say exactly this. Saying the same again changes nothing. */
  Uni<Result> put(Change change, List<ResolverEntry> entries);

  /** Makes one entry say this; the table begins with it if there was none. */
  Uni<Result> putEntry(Change change, ResolverEntry entry);

  Uni<Result> takeOut(Change change, String key);

  Uni<Optional<Resolver>> find(String partner, String name);

  Uni<Optional<Stored>> entry(String partner, String name, String key);

  /** At most {@code limit} tables whose name sorts behind {@code after}, by name. */
  Uni<List<Resolver>> list(String partner, String after, int limit);

  /** At most {@code limit} entries whose key sorts behind {@code after}, by key. */
  Uni<List<Stored>> entries(String partner, String name, String after, int limit);

  /** Newest version first and then by key, at most {@code limit} behind the place. */
  Uni<List<Changed>> changes(String partner, String name, Place behind, int limit);

  /** The place of a change among those of its table. */
  record Place(int version, String key) {
    public static final Place TOP = new Place(Integer.MAX_VALUE, "");
  }
}
