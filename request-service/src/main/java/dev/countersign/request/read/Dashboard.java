package dev.countersign.request.read;

import io.smallrye.mutiny.Uni;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a partner's approvals stand, for those who keep them going (C-22, F-149, F-186, F-187). It is
 * read and changes nothing.
 */
public interface Dashboard {

  /** The platform roles that see it. */
  Set<String> READERS = Set.of("operator", "auditor", "controller", "partner_admin");

  /** How many days {@link Results} look back. */
  int DAYS = 30;

  /**
   * How things stand at a moment.
   *
   * @param waiting what waits for people at this moment, all of it
   * @param operations the same by operation, the longest queue first
   * @param asked the same by whom the steps ask, the longest queue first
   * @param troubles requests that somebody should look at, the worst first
   * @param reviews overrides and self-approvals whose review is owed
   */
  record Standing(
      OffsetDateTime at,
      Queue waiting,
      List<Line> operations,
      List<Line> asked,
      List<Trouble> troubles,
      Reviews reviews) {
    public Standing {
      operations = List.copyOf(operations);
      asked = List.copyOf(asked);
      troubles = List.copyOf(troubles);
    }
  }

  /**
   * What became of the requests of the last {@link #DAYS} days.
   *
   * @param aside those that are open and ask no checker, by status
   * @param answers how the others ended, and the events nobody was asked for
   */
  record Results(List<Ended> aside, List<Ended> answers) {
    public Results {
      aside = List.copyOf(aside);
      answers = List.copyOf(answers);
    }
  }

  /**
   * Requests that wait. Some may be in several of the smaller numbers.
   *
   * @param blocked too few people can decide an open step
   * @param overdue an open step takes longer than agreed
   * @param expiring they expire within a day
   * @param oldest since when the one that waits longest was requested
   */
  record Queue(
      long requests, long blocked, long overdue, long expiring, @Nullable OffsetDateTime oldest) {}

  /** A queue by what its requests have in common: an operation, or whom their steps ask. */
  record Line(String name, Queue queue) {}

  /** What is wrong with a request, the worst first. */
  enum Kind {
    BLOCKED,
    OVERDUE,
    EXPIRING
  }

  /** A request that needs a look, where it stands, and since or until when. */
  record Trouble(
      UUID id,
      Kind kind,
      String operation,
      String subject,
      String step,
      String asked,
      OffsetDateTime at) {}

  /**
   * Requests of one status; {@code medianSeconds} is how long they took, null while they are open.
   */
  record Ended(String status, long requests, @Nullable Long medianSeconds) {}

  /** What nobody has reviewed yet, and how much of it is late. */
  record Reviews(long owed, long overdue) {}

  /** It costs what waits, and may be asked again every few seconds. */
  Uni<Standing> standing(Viewer viewer);

  /** It costs what came in on all these days. */
  Uni<Results> results(Viewer viewer);
}
