package dev.countersign.notification.app;

import java.util.UUID;

/** Makes signing secrets. */
public interface Secrets {

  /** A new secret for this endpoint: in clear once, sealed for good. */
  Fresh create(String partnerId, UUID endpointId);

  /** A secret at the one moment it can be shown. */
  record Fresh(String text, SealedSecret sealed) {
    @Override
    public String toString() {
      return "Fresh";
    }
  }
}
