package dev.countersign.notification.app;

import dev.countersign.notification.core.Preferences;
import io.smallrye.mutiny.Uni;
import java.time.ZoneId;

/** What people and partners chose. */
public interface PreferenceStore {

  /** The person's choices and what holds for all of the partner. */
  Uni<Kept> of(Actor person);

  /** Keeps a person's choices over this version of them; false if there is another by now. */
  Uni<Boolean> put(Actor person, int version, Preferences preferences);

  /** As {@link #put}, for all of the actor's partner. */
  Uni<Boolean> putForAll(Actor actor, int version, Preferences preferences);

  /** Choices and how often they were changed; version 0 is that nobody chose. */
  record Versioned(Preferences preferences, int version) {
    public static final Versioned NONE = new Versioned(Preferences.NONE, 0);
  }

  /** What holds for a person. */
  record Kept(Versioned own, Versioned common, ZoneId zone) {}
}
