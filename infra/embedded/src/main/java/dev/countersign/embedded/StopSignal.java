package dev.countersign.embedded;

import java.io.IOException;

/** The signal that makes a server stop in order. PostgreSQL waits for its clients on TERM. */
public enum StopSignal {
  TERM,
  INT;

  /** Sends the signal; a process that is already gone is left alone. */
  public void send(ProcessHandle process) throws IOException {
    if (!process.isAlive()) {
      return;
    }
    switch (this) {
      case TERM -> process.destroy();
      // Java itself can send TERM and KILL only.
      case INT -> new ProcessBuilder("/bin/sh", "-c", "kill -INT " + process.pid()).start();
    }
  }
}
