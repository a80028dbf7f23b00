package dev.countersign.escalation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the timers. */
@ConfigMapping(prefix = "countersign.timers")
public interface EscalationServiceConfig {

  /** How often to look for due timers whatever happens; bounds how late one can be. */
  @WithDefault("1s")
  Duration poll();

  /** How many timers one transaction claims. */
  @WithDefault("1000")
  int batch();

  /** How many such transactions run at once; each holds a database connection. */
  @WithDefault("3")
  int batchesAtOnce();

  /** How long to wait for an event that answers a command before it is sent again. */
  @WithDefault("15s")
  Duration resendAfter();

  /** The pause doubles with each sending, up to this. */
  @WithDefault("5m")
  Duration resendAtMost();
}
