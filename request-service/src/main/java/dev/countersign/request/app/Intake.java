package dev.countersign.request.app;

import dev.countersign.platform.storage.Progress;
import dev.countersign.request.core.Digest;
import dev.countersign.request.core.PeopleAsked;
import dev.countersign.request.core.people.Directory;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The store as a batch of evaluations meets it: one transaction, and few round trips of any size.
 */
public interface Intake {

  <T> Uni<T> transaction(Set<String> partners, Function<Session, Uni<T>> work);

  /** Work inside one transaction. */
  interface Session {

    /** Claims the batch's events and reads what ruling on it needs. */
    Uni<Snapshot> claim(Claim claim);

    /** Writes all changes, and how far the stream is read. */
    Uni<Void> write(List<Change> changes, Progress progress);
  }

  /** One source event, as the inbox knows it. */
  record EventKey(String partner, String source, String eventId) {}

  /** What requests are about. */
  record SubjectKey(String partner, String operation, String subjectId) {}

  /** What a batch asks of the store at once; {@code unasked} are the events nobody is asked for. */
  record Claim(
      List<Dossier> events,
      Set<EventKey> unasked,
      Set<SubjectKey> subjects,
      Map<String, List<PeopleAsked>> people) {}

  /**
   * The store at the moment of the claim; {@code known} are the events it already had, {@code
   * released} the quarantined requests that wait for their next evaluation.
   */
  record Snapshot(
      Instant now,
      Map<EventKey, Digest> known,
      Map<EventKey, Loaded> released,
      Map<SubjectKey, List<Loaded>> open,
      Map<String, Directory> directories) {}
}
