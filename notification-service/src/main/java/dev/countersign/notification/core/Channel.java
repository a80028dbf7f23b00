package dev.countersign.notification.core;

/** How a delivery leaves. */
public enum Channel {
  /** A mail to a person about their request or step. */
  MAIL,
  /** Becomes a {@link #MAIL} to each member of a role. */
  ROLE_MAIL,
  /** A mail to whoever set the endpoint, about the endpoint. */
  OWNER_MAIL,
  /** A call to the partner's endpoint. */
  WEBHOOK
}
