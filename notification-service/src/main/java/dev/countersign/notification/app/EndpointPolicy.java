package dev.countersign.notification.app;

import io.smallrye.mutiny.Uni;
import java.net.URI;

/** Which addresses a partner may have called at all. */
public interface EndpointPolicy {

  /** Looks at the address as it would be called now. */
  Uni<Verdict> judge(String url);

  /** The answer; a refusal says no more than a stranger may know of the inside. */
  sealed interface Verdict {
    record Allowed(URI url) implements Verdict {}

    record Forbidden(String code) implements Verdict {}
  }
}
