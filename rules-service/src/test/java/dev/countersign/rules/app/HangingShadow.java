package dev.countersign.rules.app;

import dev.countersign.rules.app.window.CountEvents;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Asks the shadow like the real one, but only when it is let go. */
public final class HangingShadow extends JudgeShadow {

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  public HangingShadow(LiveRules rules, CountEvents countEvents) {
    super(rules, countEvents);
  }

  @Override
  public Finding judge(byte[] evaluation, Instant at, Instant published) {
    asked.countDown();
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return super.judge(evaluation, at, published);
  }

  public void awaitAsked() throws InterruptedException {
    if (!asked.await(60, TimeUnit.SECONDS)) {
      throw new AssertionError("The shadow was never asked");
    }
  }

  public boolean isAsked() {
    return asked.getCount() == 0;
  }

  public void release() {
    released.countDown();
  }
}
