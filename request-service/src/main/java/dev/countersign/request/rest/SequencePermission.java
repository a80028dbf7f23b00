package dev.countersign.request.rest;

import dev.countersign.platform.web.Caller;
import dev.countersign.platform.web.ProblemException;
import java.util.Map;
import java.util.Set;

/** Who may do what with sequences: the permission is {@code AUTO_SEQUENCES} (F-190). */
final class SequencePermission {
  private static final String CODE = "AUTO_SEQUENCES";
  private static final Set<String> CHANGERS = Set.of(CODE, "partner_admin");
  private static final Set<String> RESERVERS = Set.of(CODE, "partner_admin", "producer");
  private static final Set<String> READERS =
      Set.of(CODE, "partner_admin", "operator", "auditor", "controller", "producer");

  private SequencePermission() {}

  static void toChange(Caller caller) {
    require(caller, CHANGERS);
  }

  /** A producer numbers its documents; it may not change how. */
  static void toReserve(Caller caller) {
    require(caller, RESERVERS);
  }

  static void toRead(Caller caller) {
    require(caller, READERS);
  }

  private static void require(Caller caller, Set<String> groups) {
    if (groups.stream().noneMatch(caller::isIn)) {
      throw new ProblemException(
          403,
          "permission_required",
          "This needs the permission " + CODE + ".",
          Map.of("permission", CODE));
    }
  }
}
