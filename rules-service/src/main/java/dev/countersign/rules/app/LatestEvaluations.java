package dev.countersign.rules.app;

import dev.countersign.rules.core.operation.OperationCode;
import dev.countersign.rules.core.partner.PartnerId;
import dev.countersign.rules.json.PublishedEvaluation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The evaluations that were published last. They can be read and nothing else. */
public interface LatestEvaluations {

  /** Where an evaluation stands on its topic. */
  record Place(int partition, long offset) {}

  /** An evaluation, where it stands and since when. */
  record Recorded(Place place, Instant at, PublishedEvaluation evaluation) {}

  /** They cannot be read just now. */
  @SuppressWarnings("serial") // Never serialized.
  final class Unavailable extends RuntimeException {

    public Unavailable(Throwable cause) {
      super(cause);
    }
  }

  /**
   * Those of a partner's operation, newest first. It looks back for a few seconds and no longer, so
   * on a busy topic old ones may not be found. What cannot be read is left out.
   */
  List<Recorded> of(PartnerId partner, OperationCode operation, int most);

  /** The one that stands at a place, if it is that partner's and can be read. */
  Optional<Recorded> at(PartnerId partner, Place place);
}
