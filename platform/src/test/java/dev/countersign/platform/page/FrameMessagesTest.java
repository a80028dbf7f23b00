package dev.countersign.platform.page;

import dev.countersign.platform.testing.EveryMessage;
import java.util.Set;

class FrameMessagesTest extends EveryMessage {

  FrameMessagesTest() {
    super(Set.of());
  }
}
