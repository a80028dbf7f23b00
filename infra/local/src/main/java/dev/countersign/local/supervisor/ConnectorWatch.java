package dev.countersign.local.supervisor;

import dev.countersign.embedded.Connectors;
import java.io.IOException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Starts failed connector tasks again: a task fails for good when PostgreSQL was away. */
public final class ConnectorWatch {

  private static final Logger LOG = Logger.getLogger(ConnectorWatch.class.getName());

  private final Connectors connectors;
  private final List<String> names;

  public ConnectorWatch(Connectors connectors, List<String> names) {
    this.connectors = connectors;
    this.names = List.copyOf(names);
  }

  /** Looks once at every connector. Connect itself being away is not news: it is restarted too. */
  public void poll() throws InterruptedException {
    for (String name : names) {
      try {
        if (connectors.state(name).hasFailed()) {
          LOG.log(Level.WARNING, "Connector {0} has failed and is started again", name);
          connectors.restartFailed(name);
        }
      } catch (IOException problem) {
        LOG.log(Level.FINE, "Connect does not answer", problem);
      }
    }
  }
}
