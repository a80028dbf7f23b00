package dev.countersign.notification.app;

import dev.countersign.notification.core.Preferences;
import dev.countersign.notification.core.Preferences.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Keeps what a person, or a partner for all its people, chooses. */
@ApplicationScoped
public class ChoosePreferences {
  private final PreferenceStore store;
  private final Channels channels;

  ChoosePreferences(PreferenceStore store, Channels channels) {
    this.store = store;
    this.channels = channels;
  }

  /** For whom it is chosen. */
  public enum Scope {
    OWN,
    COMMON
  }

  /** What became of the wish. */
  public sealed interface Answer {
    record Done() implements Answer {}

    record Refused(Fault fault) implements Answer {}

    /** Somebody else has chosen since. */
    record Stale() implements Answer {}
  }

  public Uni<Answer> choose(Actor actor, Scope scope, int version, Preferences wanted) {
    var fault = wanted.fault(channels.forPeople());
    if (fault.isPresent()) {
      return Uni.createFrom().item(new Answer.Refused(fault.get()));
    }
    var kept =
        switch (scope) {
          case OWN -> store.put(actor, version, wanted);
          case COMMON -> store.putForAll(actor, version, wanted);
        };
    return kept.map(done -> done ? new Answer.Done() : new Answer.Stale());
  }
}
