package dev.countersign.request.ui;

import dev.countersign.request.read.Standing.Hindrance;
import dev.countersign.request.read.StepView;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Why there is no button, said so that the person knows what would have to be different. */
final class Hindrances {
  private final RequestPages.Material read;
  private final Instant now;
  private final Tongue tongue;
  private final SaidWords words;

  Hindrances(RequestPages.Material read, Instant now, Tongue tongue) {
    this.read = read;
    this.now = now;
    this.tongue = tongue;
    this.words = tongue.said();
  }

  String sentence(Hindrance hindrance, Optional<StepView> step) {
    return switch (hindrance) {
      case CLOSED -> closed();
      case QUARANTINED -> quarantined();
      case MAKER -> words.isMaker();
      case ALREADY_DECIDED -> decided();
      case LATER_STEP -> later(step.orElseThrow());
      case OTHER_ROLE -> words.otherRole(Words.asked(step.orElseThrow().role(), words));
      case NO_ROLE -> words.noRole();
    };
  }

  private String closed() {
    var summary = read.request().summary();
    if (summary.status().equals("CHANGES_REQUESTED")) {
      return words.changesAwaited();
    }
    var effective = read.request().conduct().effectiveAt();
    if (summary.status().equals("APPROVED_HELD") && effective != null) {
      return words.onHold(relative(effective));
    }
    var closed = summary.closedAt();
    return closed == null
        ? words.noOpenStep()
        : words.closed(Badge.of(summary, tongue).text(), relative(closed));
  }

  private String relative(OffsetDateTime at) {
    return Moment.of(at.toInstant(), now, tongue).relative();
  }

  private String quarantined() {
    var code = read.request().summary().reasonCode();
    return switch (read.request().conduct().release()) {
      case KEPT, NOT_KEPT -> words.quarantined(code == null ? words.unknownReason() : code);
      case SAID_AGAIN -> words.saidAgain();
      case WAITS_FOR_PRODUCER -> words.waitsForProducer();
    };
  }

  private String decided() {
    return read.request()
        .voteOf(read.onlooker().person())
        .map(vote -> words.voted(Words.verb(vote.vote(), words), relative(vote.at())))
        .orElseGet(words::decided);
  }

  private String later(StepView step) {
    return words.later(step.no(), Words.isolated(step.name()));
  }
}
