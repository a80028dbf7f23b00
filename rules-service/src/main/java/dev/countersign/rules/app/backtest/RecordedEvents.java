package dev.countersign.rules.app.backtest;

import dev.countersign.platform.messaging.CloudEvent;
import dev.countersign.rules.app.TopicBinding;
import dev.countersign.rules.core.operation.OperationCode;
import dev.countersign.rules.core.partner.PartnerId;
import java.time.Duration;
import java.time.Instant;

/** What the topics still hold of the past. It can be read and nothing else. */
public interface RecordedEvents {

  /** Records of one partner and operation within a window. */
  record Selection(PartnerId partner, OperationCode operation, Window window) {

    /** The same, and what came in for so long before. */
    Selection from(Duration earlier) {
      return new Selection(
          partner, operation, new Window(window.from().minus(earlier), window.to()));
    }
  }

  /** How many records have to be looked at. */
  long size(Selection selection);

  /** The partner's events of any operation, in the order of each partition. */
  void events(Selection selection, EventReader reader);

  /** The evaluations that were published, in the order of each partition. */
  void evaluations(Selection selection, BodyReader reader);

  /** What shadows of the operation said otherwise, in the order of each partition. */
  void divergences(Selection selection, BodyReader reader);

  /** Takes what was read. */
  interface EventReader extends Turn {
    void event(CloudEvent event, TopicBinding binding, Instant at);
  }

  /** Takes the bodies that were read. */
  interface BodyReader extends Turn {
    void body(byte[] body);
  }

  /** Asked after every batch, empty ones included, and while what was read is counted. */
  interface Turn {

    /** Whether to read on. */
    boolean goesOn(int records);
  }
}
