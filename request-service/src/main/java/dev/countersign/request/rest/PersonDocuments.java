package dev.countersign.request.rest;

import dev.countersign.platform.web.ProblemException;
import dev.countersign.request.people.Leave;
import dev.countersign.request.people.Person;
import dev.countersign.request.people.PersonDraft;
import dev.countersign.request.people.Position;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** People as the API reads and writes them. */
final class PersonDocuments {
  private PersonDocuments() {}

  /** A time in which a person decides nothing. */
  public record LeaveDocument(@Nullable Instant from, @Nullable Instant until) {
    Leave leave() {
      if (from == null || until == null) {
        throw new ProblemException(422, "person_invalid", "A leave has a start and an end.");
      }
      return new Leave(from, until);
    }
  }

  /** What the directory is to say. A body replaces everything that was said before. */
  public record PersonBody(
      @Nullable String name,
      @Nullable String mail,
      @Nullable Boolean active,
      @Nullable List<@Nullable String> roles,
      @Nullable List<@Nullable String> groups,
      @Nullable String manager,
      @Nullable List<@Nullable String> branches,
      @Nullable List<@Nullable String> locations,
      @Nullable List<LeaveDocument> leaves,
      @Nullable String serviceAccountOf,
      @Nullable String humanId) {

    PersonDraft draft() {
      return new PersonDraft(
          Objects.requireNonNullElse(name, ""),
          Objects.requireNonNullElse(mail, ""),
          Optional.ofNullable(active).orElse(true),
          names(roles),
          new Position(
              names(groups), Optional.ofNullable(manager), names(branches), names(locations)),
          Optional.ofNullable(leaves).orElse(List.of()).stream().map(LeaveDocument::leave).toList(),
          Optional.ofNullable(serviceAccountOf),
          Optional.ofNullable(humanId));
    }

    private static List<String> names(@Nullable List<@Nullable String> names) {
      return Optional.ofNullable(names).orElse(List.of()).stream()
          .map(name -> Objects.requireNonNullElse(name, ""))
          .toList();
    }
  }

  /** A person of a bulk, and the version it replaces if that matters. */
  public record BulkPerson(
      @Nullable String id, @Nullable Integer version, @Nullable PersonBody person) {}

  /** Up to 500 people at once. */
  public record BulkBody(@Nullable List<BulkPerson> people) {}

  /** What became of one person of a bulk: a status as the single call would have answered. */
  public record BulkResult(
      String id, int status, @Nullable String code, @Nullable Integer version) {}

  /** What became of each, in the order they were sent. */
  public record BulkDocument(List<BulkResult> items) {}

  /** A person as the directory has them. */
  public record PersonDocument(
      String id,
      String name,
      String mail,
      boolean active,
      List<String> roles,
      List<String> groups,
      @Nullable String manager,
      List<String> branches,
      List<String> locations,
      List<LeaveDocument> leaves,
      @Nullable String serviceAccountOf,
      @Nullable String humanId,
      int version) {

    static PersonDocument of(Person person) {
      var details = person.details();
      var position = details.position();
      return new PersonDocument(
          person.id(),
          details.name(),
          details.mail(),
          details.active(),
          details.roles(),
          position.groups(),
          position.manager().orElse(null),
          position.branches(),
          position.locations(),
          details.leaves().stream()
              .map(leave -> new LeaveDocument(leave.from(), leave.until()))
              .toList(),
          details.serviceAccountOf().orElse(null),
          details.humanId().orElse(null),
          person.version());
    }
  }
}
