package dev.countersign.rules.ui;

import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** An event that somebody wants to try, and the version it is tried on, as the form sent them. */
public class SentEvent {
  @RestForm @Nullable String type;
  @RestForm @Nullable String subject;
  @RestForm @Nullable String data;
  @RestForm @Nullable String actor;
  @RestForm @Nullable String source;
  @RestForm @Nullable String id;
  @RestForm @Nullable String policy;
  @RestForm @Nullable String version;

  TryPage.Typed typed() {
    return new TryPage.Typed(
        SentText.of(type),
        SentText.of(subject),
        SentText.of(data),
        SentText.of(actor),
        SentText.of(source),
        SentText.of(id),
        SentText.of(policy),
        SentText.of(version));
  }
}
