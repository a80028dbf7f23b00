package dev.countersign.notification;

import dev.countersign.platform.testing.EveryMessage;
import java.util.Set;

class NotificationMessagesTest extends EveryMessage {

  NotificationMessagesTest() {
    super(Set.of());
  }
}
