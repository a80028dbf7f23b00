package dev.countersign.request.app.attempt;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When refusals of one person are no longer mistakes. */
@ConfigMapping(prefix = "countersign.suspicion")
public interface SuspicionConfig {

  /** How long back refusals are counted. */
  @WithDefault("PT10M")
  Duration window();

  /** So many refused attempts on a control within the window raise an alert of their own. */
  @WithDefault("5")
  int attempts();

  /** So many unknown ids, or decisions that come too late, within the window are an attempt. */
  @WithDefault("20")
  int misses();
}
