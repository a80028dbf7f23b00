package dev.countersign.rules;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What an operator may set of rules-service itself. */
@ConfigMapping(prefix = "countersign.rules")
public interface RulesServiceConfig {

  /**
   * Name of this instance, unique among those that run and the same after a restart. A restarted
   * instance then takes its own partitions back at once and ends the transaction it left open.
   * Without it both take until a time-out.
   */
  Optional<String> instance();

  Intake intake();

  Backtest backtest();

  Reviews reviews();

  Windows windows();

  /** What is counted for windowed facts (N-12). */
  interface Windows {

    /** How often what no window can hold any more is forgotten. */
    @WithDefault("1h")
    Duration forgottenEvery();

    /** After so long counting counts as failed, and intake begins again. */
    @WithDefault("30s")
    Duration deadline();
  }

  /** How versions in force are kept from growing stale (F-201). */
  interface Reviews {

    /** How often it is looked which of them should have been reviewed. */
    @WithDefault("10m")
    Duration every();
  }

  /** What a backtest may take. */
  interface Backtest {

    /** The longest window; as long as events are kept. */
    @WithDefault("90d")
    Duration longestWindow();

    /** Records that may be looked at, whosever they are; events and evaluations together. */
    @WithDefault("10000000")
    long records();

    /** Events and evaluations of the operation that may be compared; they are held in memory. */
    @WithDefault("500000")
    int events();

    /** After so long a run is given up. */
    @WithDefault("15m")
    Duration deadline();

    /** Runs at once on one instance; a partner has one at most. */
    @WithDefault("2")
    int parallel();

    /** Results kept of a partner, the newest ones; none is kept for longer than 30 days. */
    @WithDefault("50")
    int kept();
  }

  /** How events come in. */
  interface Intake {

    /** Records judged in one Kafka transaction, at most. */
    @WithDefault("2000")
    int batch();

    /** Pause before the loop starts again after a failure; it doubles up to the longest one. */
    @WithDefault("200ms")
    Duration firstPause();

    @WithDefault("5s")
    Duration longestPause();

    /** A loop that shows no sign of life for so long makes the service not live. */
    @WithDefault("2m")
    Duration deadline();

    /**
     * Producers' own topics that are read besides {@code approvals.intake.v1}, by name, each with
     * what all of its events have in common.
     */
    Map<String, Mapped> mapped();
  }

  /** One producer's own topic. */
  interface Mapped {

    /** The only partner that may appear there. */
    Optional<String> partner();

    /** The operation of event types that are not registered. */
    Optional<String> operation();
  }
}
