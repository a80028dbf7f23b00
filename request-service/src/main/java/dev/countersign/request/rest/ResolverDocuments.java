package dev.countersign.request.rest;

import dev.countersign.platform.web.ProblemException;
import dev.countersign.request.people.ResolverEntry;
import dev.countersign.request.people.Resolvers.Changed;
import dev.countersign.request.people.Resolvers.Resolver;
import dev.countersign.request.people.Resolvers.Result;
import dev.countersign.request.people.Resolvers.Stored;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Resolvers as the API reads and writes them. */
final class ResolverDocuments {
  private ResolverDocuments() {}

  /** Whom the table is to list under a key. */
  public record EntryBody(@Nullable String key, @Nullable List<@Nullable String> people) {
    private static final EntryBody EMPTY = new EntryBody(null, null);

    ResolverEntry entry() {
      return new ResolverEntry(Objects.requireNonNullElse(key, ""), names(people));
    }
  }

  /** Whom the table is to list under the key of the path. */
  public record ListedBody(@Nullable List<@Nullable String> people) {
    static ResolverEntry entry(@Nullable ListedBody body, String key) {
      return new ResolverEntry(key, names(body == null ? null : body.people));
    }
  }

  /** All that the table is to say. What it does not name is taken out. */
  public record ResolverBody(@Nullable List<@Nullable EntryBody> entries) {

    /** An empty table has to be said: a body that was lost takes nobody out. */
    static List<ResolverEntry> saidBy(@Nullable ResolverBody body) {
      if (body == null || body.entries == null) {
        throw new ProblemException(400, "entries_required", "Give the entries; [] is none.");
      }
      return body.entries.stream()
          .map(it -> Objects.requireNonNullElse(it, EntryBody.EMPTY).entry())
          .toList();
    }
  }

  private static List<String> names(@Nullable List<@Nullable String> names) {
    return Optional.ofNullable(names).orElse(List.of()).stream()
        .map(name -> Objects.requireNonNullElse(name, ""))
        .toList();
  }

  /** A table, without what it says. */
  public record ResolverDocument(String name, int version, int entries) {
    static ResolverDocument of(Resolver resolver) {
      return new ResolverDocument(resolver.name(), resolver.version(), resolver.entries());
    }
  }

  /** The table after a change; {@code unknown} names some it lists and the directory lacks. */
  public record ChangedDocument(String name, int version, int entries, List<String> unknown) {
    static ChangedDocument of(Result.Done done) {
      var resolver = done.resolver();
      return new ChangedDocument(
          resolver.name(), resolver.version(), resolver.entries(), done.unknown());
    }
  }

  /** An entry, and the version of the table that brought it. */
  public record EntryDocument(String key, List<String> people, int version) {
    static EntryDocument of(Stored stored) {
      return new EntryDocument(stored.entry().key(), stored.entry().people(), stored.version());
    }
  }

  /** What an entry said from then on; nobody if it was taken out. */
  public record ChangeDocument(
      int version, String key, List<String> people, String by, Instant at) {
    static ChangeDocument of(Changed changed) {
      return new ChangeDocument(
          changed.version(),
          changed.entry().key(),
          changed.entry().people(),
          changed.by(),
          changed.at());
    }
  }

  /** A page of tables, by name. */
  public record ResolversDocument(List<ResolverDocument> items, @Nullable String next) {}

  /** A page of entries, by key. */
  public record EntriesDocument(List<EntryDocument> items, @Nullable String next) {}

  /** A page of changes, newest first. */
  public record ChangesDocument(List<ChangeDocument> items, @Nullable String next) {}
}
