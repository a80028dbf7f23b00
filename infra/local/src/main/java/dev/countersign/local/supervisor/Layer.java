package dev.countersign.local.supervisor;

import java.util.Arrays;
import java.util.List;

/** Who may need whom: a layer uses those before it, so it is stopped before they are. */
public enum Layer {
  STORAGE,
  SERVICES,
  EDGE;

  static List<Layer> inStopOrder() {
    return Arrays.asList(values()).reversed();
  }
}
