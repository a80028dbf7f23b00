package dev.countersign.escalation.app;

import dev.countersign.platform.rounds.Rounds;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Hands saved calendars on: right after the save, and in rounds whatever a crash or an outage left
 * behind. What was not handed on stands in the database alone.
 */
@ApplicationScoped
public class PublishCalendars {

  private static final Logger LOG = Logger.getLogger(PublishCalendars.class);
  private static final Actor.Service ACTOR = new Actor.Service("calendar-publication");
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final Calendars calendars;
  private final CalendarTopic topic;
  private final Rounds rounds;

  PublishCalendars(Vertx vertx, Calendars calendars, CalendarTopic topic) {
    this.calendars = calendars;
    this.topic = topic;
    this.rounds = new Rounds(vertx, () -> round(ACTOR).replaceWith(PAUSE), this::fail);
  }

  void start(@Observes StartupEvent event) {
    rounds.start();
  }

  void stop(@Observes ShutdownEvent event) {
    rounds.stop();
  }

  /** One round; tells how many calendars it handed on. */
  public Uni<Integer> round(Actor.Service actor) {
    return calendars.publish(topic::send);
  }

  /** A round that nobody waits for. */
  public void soon(Actor.Human actor) {
    round(ACTOR).subscribe().with(_ -> {}, this::fail);
  }

  private Duration fail(Throwable failure) {
    LOG.warnf("calendars not published, trying again: %s", failure);
    return PAUSE;
  }
}
