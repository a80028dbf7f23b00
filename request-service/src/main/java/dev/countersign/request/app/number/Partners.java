package dev.countersign.request.app.number;

import io.smallrye.mutiny.Uni;
import java.time.ZoneId;

/** What this service keeps of partners: in which zone their calendar shows the month. */
public interface Partners {

  /** A partner as rules-service published it; an older version changes nothing. */
  record Partner(String id, ZoneId zone, long version) {}

  Uni<Void> learn(Partner partner);
}
