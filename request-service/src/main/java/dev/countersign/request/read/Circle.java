package dev.countersign.request.read;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** The people whose waiting work concerns a person besides their own. */
public interface Circle {

  /** Somebody by id and by name. */
  record Member(String id, String name) {}

  /** Who reports to the viewer, at most {@code limit}. */
  Uni<List<Member>> reports(Viewer viewer, int limit);

  /** Who has lent the viewer their right to decide, now. */
  Uni<List<Member>> lenders(Viewer viewer, int limit);
}
