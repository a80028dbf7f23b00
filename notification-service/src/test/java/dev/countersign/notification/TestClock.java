package dev.countersign.notification;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** The clock of the digests, as a test sets it; the real time until one does. */
@Alternative
@Priority(1)
@Singleton
public class TestClock extends Clock {
  private final AtomicReference<Clock> clock = new AtomicReference<>(Clock.systemUTC());

  public void set(Instant instant) {
    clock.set(Clock.fixed(instant, ZoneOffset.UTC));
  }

  public void advance(Duration duration) {
    set(instant().plus(duration));
  }

  public void reset() {
    clock.set(Clock.systemUTC());
  }

  @Override
  public Instant instant() {
    return clock.get().instant();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("Expected nobody to ask for another zone");
  }
}
