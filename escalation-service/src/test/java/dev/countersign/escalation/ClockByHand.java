package dev.countersign.escalation;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The service's own clock sleeps: the tests run the rounds, and resending waits for nobody. */
public class ClockByHand implements QuarkusTestProfile {

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "countersign.timers.poll", "2h",
        "countersign.timers.batch", "100",
        "countersign.timers.resend-after", "PT0.05S",
        "countersign.timers.resend-at-most", "PT0.1S");
  }
}
