package dev.countersign.request.app.message;

import dev.countersign.request.core.Settings;
import dev.countersign.request.core.Settings.Bulk;
import dev.countersign.request.core.Settings.CancelRight;
import dev.countersign.request.core.Settings.Editing;
import dev.countersign.request.core.Settings.IterationPolicy;
import dev.countersign.request.core.Settings.OverrideTerms;
import dev.countersign.request.core.Settings.SameApprover;
import dev.countersign.request.core.Settings.SelfApproval;
import dev.countersign.request.core.Settings.TtlInChanges;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Reads what a route says about the request as a whole; what is absent is the strict default. */
public final class SettingsReader {
  private static final Duration USUAL_TTL = Duration.ofDays(7);

  private SettingsReader() {}

  public static Settings of(Fields route) {
    return new Settings(
        route.duration("ttl").orElse(USUAL_TTL),
        route.flag("ttlPausesInChanges") ? TtlInChanges.PAUSES : TtlInChanges.RUNS,
        route.duration("hold"),
        route.word("selfApproval", SelfApproval.class).orElse(SelfApproval.FORBIDDEN),
        route.word("sameApprover", SameApprover.class).orElse(SameApprover.DISTINCT),
        route.object("editOnApprove").map(SettingsReader::editing).orElse(new Settings.NoFields()),
        route.word("iterationPolicy", IterationPolicy.class).orElse(IterationPolicy.PINNED),
        cancelledBy(route),
        route.object("override").map(SettingsReader::override),
        route.json("bulk").isEmpty() || route.flag("bulk") ? Bulk.ALLOWED : Bulk.FORBIDDEN);
  }

  private static Editing editing(Fields editing) {
    return switch (editing.require("kind")) {
      case "NONE" -> new Settings.NoFields();
      case "LISTED_FIELDS" -> new Settings.ListedFields(Set.copyOf(editing.texts("fields")));
      case "ANY" -> new Settings.AnyField();
      default -> throw new InvalidMessage("editOnApprove has an unknown kind");
    };
  }

  private static Set<CancelRight> cancelledBy(Fields route) {
    if (route.json("cancelledBy").isEmpty()) {
      return Set.of(CancelRight.values());
    }
    var rights = new HashSet<CancelRight>();
    for (String word : route.texts("cancelledBy")) {
      rights.add(Fields.word("cancelledBy", word, CancelRight.class));
    }
    return rights;
  }

  static OverrideTerms override(Fields override) {
    return new OverrideTerms(
        override.requireNumber("quotaPerMonth"),
        override
            .duration("reviewWithin")
            .orElseThrow(() -> new InvalidMessage("reviewWithin is missing")));
  }

  /** The terms of a quarantined request's override, if it has any. */
  public static Optional<OverrideTerms> overrideIn(Fields fields) {
    return fields.object("override").map(SettingsReader::override);
  }
}
