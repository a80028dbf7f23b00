package dev.countersign.notification.app;

import dev.countersign.notification.core.Partner;
import dev.countersign.platform.storage.Progress;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** The partners as their topic tells them. */
public interface Partners {

  /** Keeps them; a version that is not newer than the one kept changes nothing. */
  Uni<Void> learn(Progress progress, List<Partner> partners);
}
