package dev.countersign.request.ui;

import dev.countersign.platform.testing.EveryMessage;
import java.util.Set;

class RequestMessagesTest extends EveryMessage {

  RequestMessagesTest() {
    super(Set.of("{number} d", "{number} h", "{number} min", "no"));
  }
}
