package dev.countersign.rules.core.policy;

import dev.countersign.rules.core.partner.Preset;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How requests under a policy are conducted. Every field is obeyed or refused. */
public record Settings(Lifetime lifetime, Reasons reasons, Conduct conduct, Doubt doubt) {

  /** What a partner of this preset gets where it says nothing. */
  public static Settings of(Preset preset) {
    return new Settings(Lifetime.DEFAULT, Reasons.of(preset), Conduct.DEFAULT, Doubt.DEFAULT);
  }

  /** The settings with every locked one at its strict value, whatever an older version says. */
  public Settings under(List<String> locks) {
    return locks.isEmpty()
        ? this
        : new Settings(lifetime, reasons.under(locks), conduct.under(locks), doubt);
  }

  /**
   * How long a request lives, and how long its approval waits to take effect (C-08, F-163).
   *
   * @param pausesInChanges whether the time to live stands still while the maker changes it
   */
  public record Lifetime(Duration ttl, boolean pausesInChanges, Optional<Duration> hold) {

    public static final Lifetime DEFAULT =
        new Lifetime(Duration.ofDays(7), false, Optional.empty());
  }
}
