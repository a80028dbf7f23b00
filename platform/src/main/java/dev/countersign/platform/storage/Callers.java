package dev.countersign.platform.storage;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.Executor;

/** Where an answer goes back to: what was asked on an event loop is answered there. */
public final class Callers {
  private Callers() {}

  /** The context of who calls now; whoever calls from another thread is answered on any. */
  public static Executor current() {
    Context context = Vertx.currentContext();
    return context == null ? Runnable::run : run -> context.runOnContext(_ -> run.run());
  }
}
