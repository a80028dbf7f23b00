package dev.countersign.local.supervisor;

import dev.countersign.embedded.ChildCommand;
import java.io.IOException;

/** Makes ready what a child needs and says how to start it; asked again before each restart. */
@FunctionalInterface
public interface ChildSource {

  ChildCommand prepare() throws IOException, InterruptedException;
}
